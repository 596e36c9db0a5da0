using Tandem.Core.Advice;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>A relationship in one line: how it stands, and what presses.</summary>
/// <param name="Name">The other organization's.</param>
/// <param name="Since">The Monday from which on the standing is what it is; <c>null</c> before the first.</param>
/// <param name="Trust">By the side that trusts; <c>null</c> where nothing is known.</param>
/// <param name="Overdue">Commitments past their day that nobody has said anything about, by the side that made them.</param>
/// <param name="Advice">The action that would help most next; <c>null</c> where there is none or it was not asked for.</param>
public sealed record StandingLine(
    RelationshipId Id, string Name, Side Us, int Entries, StandingLabel Standing, DateTimeOffset? Since, Sides<double?> Trust,
    EvidenceGrade Evidence, Sides<int> Overdue, string? Advice = null)
{
    /// <summary>What the own side put into it, in hours by its yardstick.</summary>
    public double Effort { get; init; }

    /// <summary>The part of the effort that comes to something for them; <c>null</c> where nobody knows what value they get.</summary>
    public double? Appreciated { get; init; }

    /// <summary>Whether effort is in the right place, against all the others; <c>null</c> where not all were read, or it is not known.</summary>
    public PlaceIndex? Place { get; init; }

    /// <summary>Each with its place among them.</summary>
    public static IReadOnlyList<StandingLine> InPlace(IReadOnlyList<StandingLine> lines)
    {
        var known = lines.Where(line => line.Appreciated is not null).ToList();
        var places = PlaceIndex.Of([.. known.Select(line => (line.Name, line.Effort, line.Appreciated!.Value))]);
        var next = 0;
        return [.. lines.Select(line => line.Appreciated is null ? line : line with { Place = places[next++] })];
    }

    /// <summary>What presses most comes first: the standing, then what is overdue, then the smaller trust.</summary>
    public static IComparer<StandingLine> MostPressingFirst { get; } = Comparer<StandingLine>.Create((one, other) =>
        (Pressure(one.Standing), -(one.Overdue.A + one.Overdue.B), Least(one.Trust), one.Id.Value).CompareTo(
            (Pressure(other.Standing), -(other.Overdue.A + other.Overdue.B), Least(other.Trust), other.Id.Value)));

    private static int Pressure(StandingLabel standing) => standing switch
    {
        StandingLabel.Strained => 0,
        StandingLabel.Deteriorating => 1,
        StandingLabel.OneSided => 2,
        StandingLabel.Shallow => 3,
        StandingLabel.Static => 4,
        StandingLabel.Building => 5,
        StandingLabel.TrustedPartnership => 6,
        StandingLabel.Unknown => 7,
        StandingLabel.ExchangeOnly => 8,
        _ => throw new System.Diagnostics.UnreachableException($"Unknown standing {standing}."),
    };

    private static double Least(Sides<double?> trust) => Math.Min(trust.A ?? 1, trust.B ?? 1);
}
