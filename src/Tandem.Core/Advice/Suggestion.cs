using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>An action of the catalogue whose trigger is met, with the entry that taking it up would make.</summary>
/// <param name="Action">Its code in the catalogue.</param>
/// <param name="EffortPoints">What it takes, by the catalogue.</param>
/// <param name="Draft">By our side, filled in; nothing is entered by itself.</param>
/// <param name="Success">How it goes well: the other side says yes to what needs its yes.</param>
/// <param name="Failure">How it goes badly.</param>
public sealed record Suggestion(string Action, double EffortPoints, Statement Draft, Outlook Success, Outlook Failure)
{
    /// <summary>What it is about; our own drafts are named as they would be entered.</summary>
    public ImmutableArray<EntryId> Entries { get; init; } = [];

    /// <summary>A person of the map, a meeting or an idea: known to our side alone, and never part of the draft.</summary>
    public string? About { get; init; }

    /// <summary>The side that it is about, where it may be about either.</summary>
    public Side? Concerning { get; init; }

    /// <summary>Which sentence says why now: the action's own, or another one of it.</summary>
    public string Reason { get; init; } = Action;

    /// <summary>Whether it is the other side that has to do it.</summary>
    public bool IsAsk { get; init; }

    /// <summary>Why now.</summary>
    public ImmutableArray<Figure> Figures { get; init; } = [];

    /// <summary>What it moves beside the scores.</summary>
    public ImmutableArray<Gauge> Gauges { get; init; } = [];

    /// <summary>Taken up before and still open: it is not suggested twice.</summary>
    internal bool IsUnderWay { get; init; }

    /// <summary>The same where no entry moves it: on the map.</summary>
    public ImmutableArray<Effect> OnTheMap { get; init; } = [];
}
