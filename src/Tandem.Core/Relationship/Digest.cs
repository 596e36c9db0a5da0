using System.Runtime.InteropServices;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What one entry amounts to at an instant: its postings, and when that changes by the passing of time alone.</summary>
internal sealed class Digest(Chronicle chronicle)
{
    private const double CommittedDays = 180;

    private readonly List<Posting> postings = [];

    public DateTimeOffset At { get; private set; }

    /// <summary>When it is to be looked at again; <see cref="DateTimeOffset.MaxValue"/> for never.</summary>
    public DateTimeOffset NextChange { get; private set; }

    /// <returns>Until it is asked again.</returns>
    public Span<Posting> Of(Matter matter, Sight sight, DateTimeOffset at)
    {
        (At, NextChange) = (at, DateTimeOffset.MaxValue);
        postings.Clear();
        if (sight.Attestation == Attestation.Claimed && matter.LapsesAt is { } lapse)
        {
            ChangesAt(lapse);
        }

        if (IsAlive(matter, sight) || matter.Statement.Fact is Request) // a withdrawn request is a wait that ended unanswered
        {
            Read(matter, sight);
        }

        return CollectionsMarshal.AsSpan(postings);
    }

    /// <summary>What is withdrawn, and what refers to a withdrawn entry, feeds nothing (rule R5).</summary>
    public bool IsAlive(Matter matter, Sight sight) => matter.IsVisible(At) && !sight.IsWithdrawn && sight.Said switch
    {
        Commitment commitment => Stands(matter, commitment.Replaces),
        Resolution resolution => Stands(matter, resolution.Commitment) && Stands(matter, resolution.Replacement),
        Risk risk => Stands(matter, risk.Matches),
        _ => true,
    };

    public void Post(Posting posting) => postings.Add(posting);

    /// <summary>From this instant on it is something else.</summary>
    public void ChangesAt(DateTimeOffset instant)
    {
        if (instant > At && instant < NextChange)
        {
            NextChange = instant;
        }
    }

    /// <summary>At this instant it is still the same, and right after it no more.</summary>
    public void ChangesAfter(DateTimeOffset instant)
    {
        if (instant >= At && instant < DateTimeOffset.MaxValue)
        {
            ChangesAt(instant.AddTicks(1));
        }
    }

    public double Measure(Worth worth) => chronicle.Measure(worth);

    /// <summary>Whether an age in days lies in a window that begins now and looks back.</summary>
    public bool IsWithin(DateTimeOffset occurred, double days)
    {
        ChangesAfter(Days.After(occurred, days));
        return Days.Between(occurred, At) <= days;
    }

    /// <summary>Something that shows commitment: it counts for half a year. Rule R14.</summary>
    public void Count(Side committed, Matter matter, Sight sight)
    {
        if (sight.Weight > 0 && IsWithin(matter.Occurred, CommittedDays))
        {
            Post(new CommittedPosting(committed));
        }
    }

    private void Read(Matter matter, Sight sight)
    {
        switch (sight.Said)
        {
            case Commitment commitment:
                PromiseDigest.OfCommitment(matter, commitment, sight, this);
                break;
            case Resolution resolution:
                PromiseDigest.OfResolution(matter, resolution, sight, this);
                break;
            case Incident incident:
                PromiseDigest.OfIncident(matter, incident, sight, this);
                break;
            case Contribution contribution:
                PanDigest.OfContribution(matter, contribution, sight, this);
                break;
            case Risk risk:
                PanDigest.OfRisk(matter, risk, sight, this);
                break;
            case Concession concession:
                PanDigest.OfConcession(matter, concession, sight, this);
                break;
            case RiskTransfer transfer:
                PanDigest.OfRiskTransfer(transfer, sight, this);
                break;
            case Benefit benefit:
                ValueDigest.OfBenefit(matter, benefit, sight, this);
                break;
            case Realisation realisation:
                ValueDigest.OfRealisation(matter, realisation, sight, this);
                break;
            case Settlement settlement when sight.IsSigned:
                ValueDigest.OfSettlement(matter, settlement, this);
                break;
            case Decision decision:
                DecisionDigest.Of(matter, decision, sight, this);
                break;
            case Request request:
                WaitDigest.OfRequest(matter, request, sight, this);
                break;
            case Summary summary:
                WaitDigest.OfSummary(matter, summary, sight, this);
                break;
            case Transaction when IsWithin(matter.Occurred, CommittedDays):
                Post(new TransactionPosting());
                break;
            case Pulse pulse:
                Post(new PulsePosting(pulse));
                break;
            case Charter when sight.IsSigned:
                Post(new CharterPosting(sight.Confirmation!.Sequence));
                break;
            default:
                break; // words about other entries, arrangements, what is not signed
        }
    }

    private bool Stands(Matter matter, EntryId? other) => other is not { } id || matter.Named(id) is not { } named || !named.At(At).IsWithdrawn;
}
