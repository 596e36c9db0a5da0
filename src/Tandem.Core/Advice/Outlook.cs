using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Advice;

/// <summary>A way that an action may go: entries that would then be in the ledger, imagined and never kept.</summary>
/// <param name="Entries">In their order, of both sides; none where nothing would change.</param>
/// <param name="Then">What no entry can say beforehand, from the chronicle with the entries and its scores.</param>
public sealed record Outlook(ImmutableArray<Statement> Entries, Func<Chronicle, AdviceScores, AdviceScores>? Then = null)
{
    public static Outlook Unchanged { get; } = new([]);
}
