using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// The course of a relationship: its chronicle, and its label on every Monday from the first entry on. A Monday sees what
/// was recorded by then, so that a back-dated entry never rewrites a past label. measures.md 8, rule R14.
/// </summary>
public sealed class Course
{
    private const int WeeksOfChange = 13;
    private const int DaysOfWeek = 7;

    private readonly List<WeeklyCheckpoint> checkpoints = [];
    private DateTimeOffset? nextMonday;
    private DecisionSums? decisions;

    public Chronicle Chronicle { get; } = new();

    /// <summary>Every Monday so far.</summary>
    public IReadOnlyList<WeeklyCheckpoint> Checkpoints => checkpoints;

    /// <summary>Unknown before the first Monday.</summary>
    public StandingLabel Label => checkpoints is [.., var last] ? last.Label : StandingLabel.Unknown;

    /// <summary>The Monday from which on the label is what it is; <c>null</c> before the first.</summary>
    public DateTimeOffset? Since
    {
        get
        {
            var first = checkpoints.Count;
            while (first > 0 && checkpoints[first - 1].Label == Label)
            {
                first--;
            }

            return first < checkpoints.Count ? checkpoints[first].At : null;
        }
    }

    /// <summary>The course of entries that were accepted before, in their order, up to an instant.</summary>
    public static Course Of(IEnumerable<Statement> accepted, DateTimeOffset at)
    {
        var course = new Course();
        course.Chronicle.Expect(accepted.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var statement in accepted.TakeWhile(s => s.Recorded <= at))
        {
            course.Add(statement);
        }

        course.AdvanceTo(at);
        return course;
    }

    /// <summary>Takes in the next entry.</summary>
    /// <exception cref="ArgumentException">It was recorded before the instant the course has come to.</exception>
    public void Add(Statement statement)
    {
        if (statement.Recorded >= Chronicle.At && checkpoints is [.., var last] && last.At == statement.Recorded)
        {
            checkpoints.RemoveAt(checkpoints.Count - 1); // that Monday is to see this entry, too
            nextMonday = last.At;
        }

        nextMonday ??= MondayFrom(statement.Recorded);
        while (nextMonday < statement.Recorded)
        {
            PassMonday();
        }

        Chronicle.Add(statement);
    }

    /// <summary>Brings everything up to an instant, Mondays included.</summary>
    public void AdvanceTo(DateTimeOffset at)
    {
        while (nextMonday <= at)
        {
            PassMonday();
        }

        Chronicle.AdvanceTo(at);
    }

    /// <summary>What the rules look at, at the instant the chronicle has come to.</summary>
    public StandingInputs Inputs()
    {
        var books = Chronicle.Books;
        var at = Chronicle.At;
        var trust = Sides.Of(side => books.Trust[side].At(at));
        var value = Sides.Of(side => ValueReading.Combined(
            ValueReading.ScoreOf(books.Value[side].AcknowledgedAt(at)), PulseReading.Latest(books, side)?.PerceivedValue));
        var band = Chronicle.CharterSaid?.Band ?? BalanceShare.DefaultBand;
        var share = BalanceShare.Of(books.Headline.At(at), band);
        var inputs = new StandingInputs
        {
            Trust = trust.Select(sums => BetaEvidence.Of(sums, Chronicle.Parameters.Kappa).Mean),
            Information = trust.Select(sums => sums.Information),
            Acknowledged = Sides.Of(side => Math.Min(trust[side].Information, books.Trust[side].AcknowledgedAt(at))),
            Value = value,
            ShareOfA = share.ShareOfA,
            ShareInformation = share.EffectiveCount,
            Share = share,
            Delta = EquityReading.YearOf(Chronicle).Delta,
            Committed = books.Committed is { A: > 0, B: > 0 } both ? both.A + both.B : 0,
            Transactions = books.Transactions,
            SevereOverdue = books.SevereIncidents,
            Band = (1 - band, band),
        };
        return checkpoints.Count < WeeksOfChange ? inputs : Compared(inputs, checkpoints[^WeeksOfChange].Inputs);
    }

    /// <summary>What the decisions say together at the instant the chronicle has come to.</summary>
    internal DecisionSums Decisions()
    {
        decisions = decisions?.Books == Chronicle.Books ? decisions : new(Chronicle.Books);
        decisions.Follow(Chronicle);
        return decisions;
    }

    private static StandingInputs Compared(StandingInputs now, StandingInputs before) => now with
    {
        TrustChange = now[StandingMeasure.Trust] - before[StandingMeasure.Trust],
        ValueChange = now[StandingMeasure.Value] - before[StandingMeasure.Value],
    };

    private static DateTimeOffset MondayFrom(DateTimeOffset instant)
    {
        var midnight = new DateTimeOffset(instant.UtcDateTime.Date, TimeSpan.Zero);
        var days = ((int)DayOfWeek.Monday - (int)midnight.DayOfWeek + DaysOfWeek) % DaysOfWeek;
        return midnight.AddDays(days == 0 && midnight < instant ? DaysOfWeek : days);
    }

    private void PassMonday()
    {
        var monday = nextMonday!.Value;
        Chronicle.AdvanceTo(monday);
        var inputs = Inputs();
        var sequence = checkpoints is [.., var last] ? last.Sequence : default;
        checkpoints.Add(new(monday, inputs, sequence.Next(inputs)));
        nextMonday = DateTimeOffset.MaxValue - monday > TimeSpan.FromDays(DaysOfWeek) ? monday.AddDays(DaysOfWeek) : null;
    }
}
