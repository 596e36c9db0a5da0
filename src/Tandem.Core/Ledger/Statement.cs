using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>What a side says and when: an entry that has no place in the ledger yet. Its members keep their rules.</summary>
/// <param name="Side">The side that enters it.</param>
/// <param name="By">The author's pseudonym.</param>
/// <param name="Occurred">When it took effect.</param>
/// <param name="Recorded">When the server took it in.</param>
/// <param name="Body">The canonical bytes of the body.</param>
/// <param name="Seal">Salts and place that it had elsewhere; <c>null</c> for a new one.</param>
public sealed record Statement(
    EntryId Id, Side Side, string By, DateTimeOffset Occurred, DateTimeOffset Recorded, Fact Fact,
    ReadOnlyMemory<byte> Body, ImmutableArray<TextGroup> Texts, Seal? Seal = null);
