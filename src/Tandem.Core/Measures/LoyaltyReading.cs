using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One choice of a side between options, with what it cost both beyond the best one.</summary>
/// <param name="Contribution">What it adds to (index - 1); <c>null</c> for one that does not count.</param>
public sealed record LoyaltyRow(EntryId Id, double Attestation, double AgeDays, OptionRegret Regret, string? Chosen, double? Contribution);

/// <summary>Loyalty to the relationship, by the side that chose: which part of the avoidable joint cost it avoided. measures.md 5.</summary>
public sealed record LoyaltyReading(Side Chooser, LoyaltyIndex Index, ImmutableArray<LoyaltyItem> Items, ImmutableArray<LoyaltyRow> Rows)
{
    public static LoyaltyReading Of(Chronicle chronicle, Side chooser)
    {
        var choices = chronicle.Posted<DecisionPosting>()
            .Where(p => p.Posting.Decision.DecidedBy == chooser && !p.Posting.Options.IsEmpty)
            .Select(p => (p.Matter, p.Posting, Regret: OptionRegret.Of(p.Posting.Options, p.Posting.Decision.Chosen, chooser)))
            .ToArray();
        ImmutableArray<LoyaltyItem> items = [.. choices.Select(c => new LoyaltyItem(
            c.Regret.Regret ?? 0, c.Regret.Spread ?? 0, Days.Between(c.Posting.At, chronicle.At), c.Posting.Weight))];
        var index = LoyaltyIndex.Of(items);
        return new(chooser, index, items, [.. choices.Select((c, at) => new LoyaltyRow(
            c.Matter.Id, c.Posting.Weight, Days.Between(c.Posting.At, chronicle.At), c.Regret, c.Posting.Decision.Chosen,
            index.Contributions[at]))]);
    }
}
