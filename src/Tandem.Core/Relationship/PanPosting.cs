using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What a side put on its pan of the balance. measures.md 2a.</summary>
/// <param name="Category">Of contributions their own, of risks <see cref="Risk"/>.</param>
/// <param name="Amount">In the yardstick.</param>
public sealed record PanPosting(
    Side Side, string Category, GroupKey Group, double Amount, double Weight, double WeightIfUpheld, DateTimeOffset At) : Posting
{
    public const string Risk = "risk";

    private static readonly ImmutableArray<string> Categories = [.. Enum.GetNames<ContributionCategory>().Select(name => name.ToLowerInvariant())];

    internal static string Named(ContributionCategory category) => Categories[(int)category];

    internal override void Enter(Books books, Matter matter, int sign)
    {
        if (Weight > 0)
        {
            books.Headline.Enter(Group, new(Amount, Weight, At), sign);
            books.Category(Category).Enter(Group, new(Amount, Weight, At), sign);
        }
        else if (WeightIfUpheld > 0)
        {
            books.Headline.Contest(Group, new(Amount, WeightIfUpheld, At), sign);
        }
    }
}

/// <summary>What a side gave up on demand, without anything in return.</summary>
public sealed record ConcessionPosting(Side Side, double Amount, double Weight, DateTimeOffset At) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Concessions.EnterOne(Side, Amount, Weight, At, sign);
}

/// <summary>A known risk that went from one side to the other.</summary>
public sealed record ShiftPosting(Side From, Side To, double Amount, double Weight, bool IsConsented) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Shifts.Enter(this, sign);
}

/// <summary>A risk that the other side may answer with one of its own.</summary>
public sealed record RiskPosting(Side Bearer, EntryId? Matches) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Risks.Enter(this, matter, sign);
}
