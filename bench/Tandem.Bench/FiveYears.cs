using System.Collections.Immutable;
using System.Globalization;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Bench;

/// <summary>
/// A made-up relationship of five years in the order of its ledger, however many entries it has: promises with what became
/// of them, contributions, requests, benefits, decisions, incidents, and what the other side says of each. The same entries
/// in every run.
/// </summary>
internal sealed class FiveYears
{
    private const int Projects = 20;
    private const int Classes = 8;
    private const string Currency = "EUR";

    private static readonly TimeSpan Span = TimeSpan.FromDays(5 * 365);

    private readonly Dice dice = new(42);
    private readonly PriorityQueue<Func<Statement>, (DateTimeOffset At, int Number)> later = new();
    private DateTimeOffset now;
    private int written;
    private int planned;

    private FiveYears()
    {
    }

    public static DateTimeOffset Start { get; } = new(2020, 1, 6, 9, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset End { get; } = Start + Span;

    /// <param name="more">Further entries right after the five years, as dense as they were.</param>
    public static ImmutableArray<Statement> Of(int entries, int more = 0)
    {
        var years = new FiveYears { now = Start };
        var charter = years.Now(Side.A, new Charter(
            0.6, new("EUR", 90, ImmutableDictionary<string, decimal>.Empty), TimeSpan.FromDays(14), 16, 90, CharterParameters.Default));
        var statements = ImmutableArray.CreateBuilder<Statement>(entries + more);
        statements.AddRange(charter, years.Now(Side.B, new Confirmation(charter.Id)));
        while (statements.Count < entries + more)
        {
            years.now = Start + (Span * (statements.Count / (double)entries));
            statements.Add(years.later.TryPeek(out _, out var first) && first.At <= years.now ? years.later.Dequeue()() : years.Something());
        }

        return statements.MoveToImmutable();
    }

    private Statement Something()
    {
        var side = dice.OnceIn(2) ? Side.A : Side.B;
        return dice.Below(100) switch
        {
            < 30 => Contributed(side),
            < 55 => Promised(side),
            < 75 => Asked(side),
            < 80 => Expected(side),
            < 85 => Decided(side),
            < 87 => WentWrong(side),
            < 90 => Answered(Now(side, new Risk(side, dice.Below(100) / 100.0, Money(), null))),
            < 91 => Answered(Now(side, new Concession(side, Money(), OnDemand: true, LinkedReturn: false))),
            < 92 => Answered(Now(side, new RiskTransfer(side, side.Other, Money(), Known: true, dice.OnceIn(2)))),
            _ => Now(side, new Transaction(Money())),
        };
    }

    private Statement Contributed(Side side) => Answered(Now(side, new Contribution(
        side, dice.One(ContributionCategory.Time, ContributionCategory.Money, ContributionCategory.Knowledge, ContributionCategory.Investment),
        dice.OnceIn(2) ? new(1 + dice.Below(16), null) : Money(), dice.Chance(60) ? "project-" + dice.Below(Projects) : null)));

    private Statement Promised(Side side)
    {
        var due = now.AddDays(2 + dice.Below(60));
        var promised = Now(dice.OnceIn(2) ? side : side.Other, new Commitment(
            side, due, dice.One(Importance.Minor, Importance.Normal, Importance.Major), dice.OnceIn(2) ? Money() : null, null));
        var outcome = dice.Below(100);
        if (outcome < 96)
        {
            var isPartial = outcome is >= 88 and < 92;
            var said = new Resolution(
                promised.Id, isPartial ? Outcome.Partial : outcome < 88 ? Outcome.Kept : Outcome.Broken, isPartial ? 0.5 : null, null);
            Plan(due.AddDays(outcome < 80 ? -dice.Below(2) : dice.Below(40)), () => Answered(Now(side, said)));
        }

        if (outcome >= 92 && dice.OnceIn(2))
        {
            Plan(due.AddDays(50), () => Answered(Now(side, new Repair(promised.Id))));
        }

        return Answered(promised);
    }

    private Statement Asked(Side side)
    {
        var asked = Now(side, new Request(side, null));
        if (dice.Chance(93))
        {
            Plan(now.AddHours(dice.Below(120)), () => Now(side.Other, new Response(asked.Id, Answer.Answered)));
        }

        return asked;
    }

    private Statement Expected(Side side)
    {
        var (days, worth) = (30 + dice.Below(300), Money());
        var expected = Now(side, new Benefit(side, worth, now, now.AddDays(days)));
        for (var part = 1 + dice.Below(3); part > 0; part--)
        {
            var realised = new Realisation(side, new(worth.Amount / 3, worth.Currency), expected.Id);
            Plan(now.AddDays(dice.Below(days + 30)), () => Answered(Now(side, realised)));
        }

        return expected;
    }

    private Statement Decided(Side side)
    {
        var isProposed = dice.OnceIn(5);
        var decided = Now(side, new Decision(
            "class-" + dice.Below(Classes), dice.OnceIn(4) ? null : side, [Side.A, Side.B],
            new(dice.One(Participation.Imposed, Participation.Informed, Participation.Consulted, Participation.Agreed), null),
            dice.One(Importance.Normal, Importance.Major),
            ImmutableDictionary.CreateRange<string, Circumstance>(
            [
                new("size", new Circumstance.Number(dice.Below(100) / 50.0)), new("region", new Circumstance.Word("r" + dice.Below(6))),
                new("urgent", new Circumstance.Truth(dice.OnceIn(3))),
            ]),
            new Circumstance.Number(dice.Below(11) / 10.0), dice.OnceIn(3) ? [] : [Priced("one"), Priced("other"), Priced("third")],
            dice.One("one", "other", "third"), new Circumstance.Missing(), isProposed ? DecisionStatus.Proposed : DecisionStatus.Taken));
        if (isProposed)
        {
            Plan(now.AddDays(3), () => Now(side.Other, new Consent(decided.Id, dice.Chance(90))));
        }

        return decided;
    }

    private Statement WentWrong(Side side)
    {
        var wrong = Now(side.Other, new Incident(side, dice.One(Importance.Minor, Importance.Normal, Importance.Major)));
        if (dice.Chance(80))
        {
            Plan(now.AddDays(dice.Below(30)), () => Answered(Now(side, new Repair(wrong.Id))));
        }

        return Answered(wrong);
    }

    /// <summary>What the other side says of it, if it says anything: yes, seldom no, and sometimes it is taken back.</summary>
    private Statement Answered(Statement said)
    {
        var at = now.AddDays(dice.Below(12));
        switch (dice.Below(100))
        {
            case < 35:
                Plan(at, () => Now(said.Side.Other, new Confirmation(said.Id)));
                break;
            case < 37:
                Plan(at, () => Now(said.Side.Other, new Dispute(said.Id)));
                break;
            case < 38:
                Plan(at, () => Now(said.Side, new Withdrawal(said.Id)));
                break;
            default:
                break; // silence
        }

        return said;
    }

    private DecisionOption Priced(string name) => new(name, new(Money(), Money()));

    private Worth Money() => new(100 + dice.Below(5000), Currency);

    private void Plan(DateTimeOffset at, Func<Statement> what) => later.Enqueue(what, (at, planned++));

    private Statement Now(Side side, Fact fact) => new(
        new("e" + (++written).ToString(CultureInfo.InvariantCulture)), side, side == Side.A ? "a-one" : "b-one", now, now, fact, default, []);
}
