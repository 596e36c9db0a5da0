using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// Every measure of a relationship at one instant, from the shared ledger alone: both sides and any auditor compute the same.
/// There is no score of the whole.
/// </summary>
public sealed record SharedReading
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether waits of one side's own mail were added: then it is private to that side.</summary>
    public bool IsOnlyUs { get; init; }

    /// <summary>The entries that exist at that instant.</summary>
    public required int Visible { get; init; }

    public required Matter? Charter { get; init; }

    public required Facts.Yardstick? Yardstick { get; init; }

    /// <summary>When each side entered something of its own; <c>null</c> while it has not.</summary>
    public required Sides<DateTimeOffset?> Joined { get; init; }

    /// <summary>By the side that trusts.</summary>
    public required Sides<TrustReading> Trust { get; init; }

    public required BalanceReading Balance { get; init; }

    public required ImmutableSortedDictionary<string, BalanceReading> Categories { get; init; }

    public required BalanceShare BalanceIfUpheld { get; init; }

    public required ImmutableArray<(EntryId Id, Side Bearer)> OpenRisks { get; init; }

    public required Sides<PulseReading?> Pulse { get; init; }

    public required Perception Perception { get; init; }

    public required Sides<AutonomyReading> Autonomy { get; init; }

    public required BalanceReading Concessions { get; init; }

    public required RiskShiftReading RiskShift { get; init; }

    public required ConsistencyReading Consistency { get; init; }

    /// <summary>By the side that chose.</summary>
    public required Sides<LoyaltyReading> Loyalty { get; init; }

    public required EquityReading Equity { get; init; }

    /// <summary>By the side that receives.</summary>
    public required Sides<ValueReading> Value { get; init; }

    /// <summary>By the side that owes the answer.</summary>
    public required Sides<WaitingReading> Waiting { get; init; }

    public required WaitingShare WaitingShare { get; init; }

    /// <summary>By the side that made the commitments.</summary>
    public required Sides<ImmutableArray<OpenObligation>> Obligations { get; init; }

    public required ImmutableArray<EntryId> Claimed { get; init; }

    public required ImmutableArray<EntryId> Disputed { get; init; }

    public required EvidenceGrade EvidenceGrade { get; init; }

    public required StandingLabel Standing { get; init; }

    public required ImmutableArray<WeeklyCheckpoint> Checkpoints { get; init; }

    /// <param name="hours">The working time of each side, at least over the last 180 days.</param>
    /// <param name="own">Waits that one side knows from its own mail; then the reading is private to it.</param>
    public static SharedReading Of(Course course, Sides<WorkingTime> hours, Sides<ImmutableArray<ReplyTime>>? own = null)
    {
        var (chronicle, books) = (course.Chronicle, course.Chronicle.Books);
        var balance = BalanceReading.Headline(chronicle);
        var pulse = Sides.Of(side => PulseReading.Latest(books, side));
        var waiting = Sides.Of(side => WaitingReading.Of(chronicle, side, hours[side], own?[side]));
        var seen = chronicle.Matters.Where(m => m.IsVisible(chronicle.At)).ToArray();
        var inputs = course.Inputs();
        return new()
        {
            At = chronicle.At,
            IsOnlyUs = own is not null,
            Visible = seen.Length,
            Charter = chronicle.Charter,
            Yardstick = chronicle.Yardstick,
            Joined = Sides.Of(side => seen.FirstOrDefault(m => m.Side == side && m.Statement.Fact is not Facts.Redaction)?.Recorded),
            Trust = Sides.Of(side => TrustReading.Of(chronicle, side)),
            Balance = balance,
            Categories = BalanceReading.ByCategory(chronicle),
            BalanceIfUpheld = BalanceReading.IfUpheld(chronicle),
            OpenRisks = [.. books.Risks.Open.Select(r => (r.Risk.Id, r.Bearer))],
            Pulse = pulse,
            Perception = Perception.Of(pulse.A?.ShareEstimate, pulse.B?.ShareEstimate, balance.Share.ShareOfA),
            Autonomy = Sides.Of(side => AutonomyReading.Of(chronicle, side)),
            Concessions = BalanceReading.Concessions(chronicle),
            RiskShift = RiskShiftReading.Of(chronicle),
            Consistency = ConsistencyReading.Of(chronicle),
            Loyalty = Sides.Of(side => LoyaltyReading.Of(chronicle, side)),
            Equity = EquityReading.Of(chronicle),
            Value = Sides.Of(side => ValueReading.Of(chronicle, side)),
            Waiting = waiting,
            WaitingShare = WaitingShare.Of(waiting.B.Curve, waiting.A.Curve),
            Obligations = Sides.Of(side => chronicle.Posted<ObligationPosting>().Where(p => p.Posting.By == side)
                .Select(p => OpenObligation.Of(p.Matter, p.Posting, chronicle.At)).ToImmutableArray()),
            Claimed = [.. seen.Where(m => m.Seen == Attestation.Claimed).Select(m => m.Id)],
            Disputed = [.. seen.Where(m => m.Seen == Attestation.Disputed).Select(m => m.Id)],
            EvidenceGrade = EvidenceGrades.Of(inputs.Information, inputs.Value, inputs.ShareInformation),
            Standing = course.Label,
            Checkpoints = [.. course.Checkpoints],
        };
    }
}
