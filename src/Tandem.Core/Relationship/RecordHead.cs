using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What holds for the ledger as a whole after its last entry; it stays small however long the ledger grows.</summary>
/// <param name="Size">The number of entries, and the sequence of the last one.</param>
/// <param name="LastRecorded">Entries are recorded in this order; <c>null</c> before the first.</param>
/// <param name="Currencies">Every currency named so far, in the order in which they came.</param>
/// <param name="CharterAt">The sequence of the charter in force; 0 is none.</param>
/// <param name="Joined">When each side entered something of its own; <c>null</c> while it has not.</param>
public sealed record RecordHead(
    long Size, DateTimeOffset? LastRecorded, ImmutableArray<string> Currencies, long CharterAt, Charter? Charter,
    Sides<DateTimeOffset?> Joined)
{
    public static RecordHead Empty { get; } = new(0, null, [], 0, null, default);

    /// <summary>By what worths are compared now; <c>null</c> while there is neither a charter nor a currency.</summary>
    public Yardstick? Yardstick => Charter?.Yardstick ?? (Currencies is [var first, ..] ? Yardstick.Of(first) : null);

    /// <summary>Whether an entry may name a worth in this currency (hours always).</summary>
    public bool Measures(string? currency) => Yardstick?.Measures(currency) ?? true;
}
