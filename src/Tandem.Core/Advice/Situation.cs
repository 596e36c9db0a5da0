using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>
/// All that advice looks at, seen from one side: the shared ledger, and what only this side knows and may not have. Advice
/// stays with the side that asked for it.
/// </summary>
public sealed class Situation
{
    private readonly ImmutableArray<Statement> drafts = [];

    /// <param name="course">At the instant of the advice.</param>
    /// <param name="us">The side that asks.</param>
    /// <param name="hours">The working time of both, at least over the last 180 days.</param>
    /// <param name="ownWaits">Waits from our own mail, by the side that owes the answer.</param>
    public Situation(Course course, Side us, Sides<WorkingTime> hours, Sides<ImmutableArray<ReplyTime>>? ownWaits = null)
    {
        (Chronicle, Us, Hours, OwnWaits) = (course.Chronicle, us, hours, ownWaits ?? new([], []));
        Scores = ScoresOf(Chronicle);
        KeptRate = BetaEvidence.Of(Chronicle.Books.Trust[Them].At(At), TrustReading.KappaOfKeptRate).Mean;
        Asks = PastAsks();
    }

    public Chronicle Chronicle { get; }

    public Side Us { get; }

    public Side Them => Us.Other;

    public Sides<WorkingTime> Hours { get; }

    public Sides<ImmutableArray<ReplyTime>> OwnWaits { get; }

    public DateTimeOffset At => Chronicle.At;

    /// <summary><c>null</c> while no mail or calendar tells who knows whom.</summary>
    public MapEvidence? Map { get; init; }

    public ImmutableArray<MeetingHeld> Meetings { get; init; } = [];

    public ImmutableArray<Idea> Ideas { get; init; } = [];

    /// <summary>Entries that our side prepared and has not shared: the ledger has none of their ids yet.</summary>
    public ImmutableArray<Statement> Drafts
    {
        get => drafts;
        init => drafts = value.All(d => d.Side == Us)
            ? [.. value.Where(d => Chronicle.Find(d.Id) is null).Select(d => d with { Occurred = d.Occurred > At ? Instant.Cut(At) : d.Occurred })]
            : throw new ArgumentException("A draft is the own side's.", nameof(value));
    }

    /// <summary>As they are.</summary>
    public AdviceScores Scores { get; }

    /// <summary>How likely we do what we say: one half while nothing is known.</summary>
    public double KeptRate { get; }

    /// <summary>What we asked for in the ledger and what became of it; answers that are neither yes nor no say nothing here.</summary>
    public ImmutableArray<PastAsk> Asks { get; }

    /// <summary>
    /// How likely they do what we ask: the accepted part of the asks that got a yes or a no, after Laplace, so that it
    /// begins at <see cref="ExpectedGain.PriorAcceptance"/> and one answer is no certainty.
    /// </summary>
    public double AcceptanceRate
    {
        get
        {
            var (accepted, declined) = (Asks.Count(a => a.Result == AskResult.Accepted), Asks.Count(a => a.Result == AskResult.Declined));
            return (1.0 + accepted) / (2.0 + accepted + declined);
        }
    }

    /// <summary>The scores if these entries were made.</summary>
    public AdviceScores Imagine(Outlook outlook) => Chronicle.Imagine(outlook.Entries, chronicle =>
    {
        var scores = ScoresOf(chronicle);
        return outlook.Then is { } then ? then(chronicle, scores) : scores;
    });

    /// <summary>What stands in the ledger of one kind, as it was agreed last, without what was taken back.</summary>
    internal IEnumerable<(Matter Matter, Sight Sight, T Said)> Standing<T>()
        where T : Fact
    {
        foreach (var matter in Chronicle.Matters)
        {
            if (matter.Statement.Fact is T && matter.Alive is not null && matter.At(At) is { Said: T said } sight)
            {
                yield return (matter, sight, said);
            }
        }
    }

    /// <summary>How a commitment or incident is graded at present; <c>null</c> while it is open and not due.</summary>
    internal Grade? GradeOf(Matter matter) => matter.Postings.OfType<TrustPosting>().FirstOrDefault()?.At(At);

    internal Pen Pen(AdviceAction action, string? about = null) => new(this, action.Action, about);

    private AdviceScores ScoresOf(Chronicle chronicle) => AdviceScores.Of(chronicle, Us, Hours[Us], OwnWaits[Us]);

    private ImmutableArray<PastAsk> PastAsks()
    {
        var asks = ImmutableArray.CreateBuilder<PastAsk>();
        foreach (var (matter, _, said) in Standing<Request>().Where(r => r.Said.From == Us))
        {
            var answer = matter.Words.FirstOrDefault(w => w.IsVisible(At) && w.Statement.Fact is Response)?.Statement.Fact as Response;
            AskResult? result = answer?.Answer switch
            {
                null => IsOverdue(matter, said) ? AskResult.Unanswered : AskResult.Open,
                Answer.Accepted => AskResult.Accepted,
                Answer.Declined => AskResult.Declined,
                _ => null,
            };
            if (result is { } became)
            {
                asks.Add(new(Days.Between(matter.Occurred, At), became));
            }
        }

        return asks.ToImmutable();
    }

    /// <summary>By its own date, else by the answer time of the charter; without either nobody is late.</summary>
    private bool IsOverdue(Matter matter, Request said) => said.Due is { } due ? At > due
        : Chronicle.CharterSaid?.AnswerHours is { } hours && Hours[Them].HoursBetween(matter.Occurred, At) > hours;
}
