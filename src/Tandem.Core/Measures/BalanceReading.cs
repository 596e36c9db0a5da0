using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One item on a pan: an entry, or what a side gave to a project in a month.</summary>
/// <param name="Contribution">What it adds to (share of A - 0.5); all items together make it exactly.</param>
/// <param name="Entries">Its entries, each with its part of the contribution.</param>
public sealed record BalanceRow(
    Side Side, double Amount, double Weight, double AgeDays, double Contribution, ImmutableArray<(EntryId Id, double Contribution)> Entries);

/// <summary>The two-pan balance of what both sides put in: the share of A, with its items. measures.md 2a.</summary>
public sealed record BalanceReading(BalanceShare Share, ImmutableArray<BalanceRow> Rows)
{
    /// <summary>Below this probability of being in the band, with at least <see cref="EnoughToAssert"/> entries, it is called outside.</summary>
    public const double OutsideAt = 0.2;

    public const double EnoughToAssert = 3;

    /// <summary>Contributions and risks of both sides together.</summary>
    public static BalanceReading Headline(Chronicle chronicle) =>
        Of(chronicle, chronicle.Books.Headline, chronicle.Posted<PanPosting>());

    /// <summary>The share alone, without its rows.</summary>
    public static BalanceShare ShareOf(Chronicle chronicle) => BalanceShare.Of(chronicle.Books.Headline.At(chronicle.At), BandOf(chronicle));

    /// <summary>With every disputed entry counted in full.</summary>
    public static BalanceShare IfUpheld(Chronicle chronicle) =>
        BalanceShare.Of(chronicle.Books.Headline.UpheldAt(chronicle.At), BandOf(chronicle));

    /// <summary>By category of contribution, and risk; those that anything was ever put into.</summary>
    public static ImmutableSortedDictionary<string, BalanceReading> ByCategory(Chronicle chronicle) => chronicle.Posted<PanPosting>()
        .GroupBy(p => p.Posting.Category)
        .ToImmutableSortedDictionary(g => g.Key, g => Of(chronicle, chronicle.Books.Categories.GetValueOrDefault(g.Key), g), StringComparer.Ordinal);

    /// <summary>What was given up on demand, without anything in return. Rule R20.</summary>
    public static BalanceReading Concessions(Chronicle chronicle)
    {
        var share = BalanceShare.Of(chronicle.Books.Concessions.At(chronicle.At), BandOf(chronicle));
        return new(share, [.. chronicle.Posted<ConcessionPosting>().Select(p =>
        {
            var contribution = share.ContributionOf(p.Posting.Side, Weighed(chronicle, new(p.Posting.Amount, p.Posting.Weight, p.Posting.At)));
            return new BalanceRow(
                p.Posting.Side, p.Posting.Amount, p.Posting.Weight, Days.Between(p.Posting.At, chronicle.At), contribution,
                [(p.Matter.Id, contribution)]);
        })]);
    }

    private static BalanceReading Of(Chronicle chronicle, PanBook? book, IEnumerable<(Matter Matter, PanPosting Posting)> postings)
    {
        var share = BalanceShare.Of(book?.At(chronicle.At) ?? default, BandOf(chronicle));
        var rows = postings.Where(p => p.Posting.Weight > 0).GroupBy(p => p.Posting.Group)
            .Select(group => RowOf(chronicle, share, [.. group]));
        return new(share, [.. rows]);
    }

    private static BalanceRow RowOf(Chronicle chronicle, BalanceShare share, (Matter Matter, PanPosting Posting)[] members)
    {
        var amount = members.Sum(m => m.Posting.Amount);
        var weight = amount > 0 ? members.Sum(m => m.Posting.Amount * m.Posting.Weight) / amount : 0;
        var item = new PanItem(amount, weight, members.Max(m => m.Posting.At));
        var side = members[0].Posting.Side;
        return new(
            side, amount, weight, Days.Between(item.At, chronicle.At), share.ContributionOf(side, Weighed(chronicle, item)),
            [.. members.Select(m => (m.Matter.Id, share.ContributionOf(
                side, Weighed(chronicle, new(m.Posting.Amount, m.Posting.Weight, item.At)))))]);
    }

    private static double Weighed(Chronicle chronicle, PanItem item) =>
        item.Amount * item.Weight * double.Exp2(-Days.Between(item.At, chronicle.At) / BalanceShare.HalfLifeDays);

    private static double BandOf(Chronicle chronicle) => chronicle.CharterSaid?.Band ?? BalanceShare.DefaultBand;
}
