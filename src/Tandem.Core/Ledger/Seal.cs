using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>What an entry needs beside its words for its leaf to be computed again.</summary>
/// <param name="Relationship">Where it stands.</param>
/// <param name="Sequence">1 for the first entry.</param>
/// <param name="BodySalt">32 random bytes.</param>
/// <param name="TextSalts">32 random bytes for each text group that is there.</param>
/// <param name="Erased">The commitments of the groups whose words are gone.</param>
public sealed record Seal(
    RelationshipId Relationship, long Sequence, ReadOnlyMemory<byte> BodySalt,
    ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> TextSalts,
    ImmutableSortedDictionary<string, Hash> Erased, SideSignature? Signature = null)
{
    public const int SaltBytes = 32;

    public static ImmutableSortedDictionary<string, Hash> NothingErased { get; } =
        ImmutableSortedDictionary<string, Hash>.Empty.WithComparers(StringComparer.Ordinal);
}
