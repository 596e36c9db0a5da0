using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace.Ports;

/// <summary>
/// All relationships of an organization, each in one line, as that organization alone reads it. Lines are derived: they are made
/// anew after each entry and each day, and can be made anew at any time.
/// </summary>
public interface IPortfolioStore
{
    /// <summary>Keeps the line of one organization.</summary>
    Task KeepAsync(OrganizationId organization, RelationshipLine line, CancellationToken ct);

    /// <summary>A page of lines in the order asked for, with their stamp, which changes whenever a line does.</summary>
    Task<PortfolioPage> PageAsync(Viewer viewer, PortfolioQuery query, CancellationToken ct);

    /// <summary>How many lines a query has in all, without its place.</summary>
    Task<int> CountAsync(Viewer viewer, PortfolioQuery query, CancellationToken ct);

    /// <summary>Every place of effort and appreciation, the most pressing relationships first.</summary>
    Task<ImmutableArray<PlaceOfEffort>> PlacesAsync(Viewer viewer, int most, CancellationToken ct);

    /// <summary>The organizations of a relationship that are here, each with a line of its own.</summary>
    Task<ImmutableArray<OrganizationId>> OrganizationsAsync(RelationshipId id, CancellationToken ct);

    /// <summary>Relationships whose line is missing, of another day, or not of its ledger's size, in the order of their ids from one on.</summary>
    Task<ImmutableArray<(OrganizationId Organization, RelationshipId Relationship)>> StaleAsync(
        int today, RelationshipId after, int most, CancellationToken ct);

    /// <summary>
    /// Takes a sample away from the organization that opened it: drafts, notes, answers and lines are deleted; its ledger, which
    /// nothing may delete from, is left to two organizations that nobody is a member of. <c>false</c> when it is no sample in scope.
    /// </summary>
    Task<bool> RemoveSampleAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    Task<ImmutableArray<SavedView>> ViewsAsync(AccountId account, OrganizationId organization, CancellationToken ct);

    /// <summary>Keeps a view under its name, or forgets it where there is no query.</summary>
    Task KeepViewAsync(AccountId account, OrganizationId organization, string name, string? query, CancellationToken ct);
}

/// <summary>A relationship in one line.</summary>
/// <param name="Share">The own share of what was given and risked, and its interval.</param>
/// <param name="Trust">Ours in them, and theirs in us, where enough is known.</param>
/// <param name="Value">What we get of what we expected, and they.</param>
/// <param name="Weeks">The own share on the last 26 Mondays.</param>
/// <param name="Open">Open commitments: ours, theirs.</param>
/// <param name="Waits">What waits for a word of ours: requests, claims, decisions, signatures.</param>
/// <param name="OurDue">The first day on which something of ours is due.</param>
/// <param name="Action">The code of the action that would help most next.</param>
/// <param name="Effort">In hours.</param>
/// <param name="Size">The size of the ledger it was made from.</param>
/// <param name="MadeOn">The day it was made, in days since 1970.</param>
public sealed record RelationshipLine(
    RelationshipId Id, string Name, Side Us, bool IsShared, StandingLabel Standing, DateTimeOffset? Since, double? Share, Interval? ShareInterval,
    (Estimate? Ours, Estimate? Theirs) Trust, (Estimate? Ours, Estimate? Theirs) Value, ImmutableArray<int> Weeks, (int Ours, int Theirs) Open,
    (int Requests, int Claims, int Decisions, int Signatures) Waits, DateOnly? OurDue, DateOnly? TheirDue, string? Action, EvidenceGrade Evidence,
    double Effort, double Appreciated, long Size, int MadeOn)
{
    public int WaitsInAll => Waits.Requests + Waits.Claims + Waits.Decisions + Waits.Signatures;

    /// <summary>Ascending: the standing, then what waits for us, then what is overdue, then the smaller trust.</summary>
    public long Pressure
    {
        get
        {
            var overdue = OurDue is { } due && due.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber < MadeOn ? 1 : 0;
            var trust = (int)Math.Round(Math.Min(Trust.Ours?.Value ?? 1, Trust.Theirs?.Value ?? 1) * 1000);
            return (((((long)Rank * 100) + (99 - Math.Min(99, WaitsInAll))) * 2) + (1 - overdue)) * 1001 + trust;
        }
    }

    private int Rank => Standing switch
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
        _ => throw new System.Diagnostics.UnreachableException($"Unknown standing {Standing}."),
    };
}

/// <summary>A figure from 0 to 1 with its 90 % interval.</summary>
public readonly record struct Estimate(double Value, Interval? Interval);

public enum PortfolioSort
{
    /// <summary>What presses most comes first.</summary>
    Pressure,
    Name,
    Waits,
}

/// <param name="Search">The beginning of a word of the name.</param>
/// <param name="After">The last line of the page before, as <see cref="PortfolioPage.Next"/> said.</param>
public sealed record PortfolioQuery(
    PortfolioSort Sort = PortfolioSort.Pressure, StandingLabel? Standing = null, bool WaitsOnly = false, string? Search = null, string? After = null,
    int Take = 50)
{
    /// <summary>Only what waits for a word of ours, or is due on either side by this day; <c>null</c>: whatever is due.</summary>
    public DateOnly? PressingBy { get; init; }
}

/// <param name="Next">Where the next page begins; <c>null</c> on the last.</param>
public sealed record PortfolioPage(ImmutableArray<RelationshipLine> Lines, string? Next);

public sealed record PlaceOfEffort(RelationshipId Id, string Name, Side Us, double Effort, double Appreciated);

public sealed record SavedView(string Name, string Query);
