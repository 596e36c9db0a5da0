using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>Who gives and who risks, as the reader's own side sees it. Shares are parts of the whole, from 0 to 1, and ours.</summary>
/// <param name="Ours">Our part; <c>null</c> while the evidence is not enough.</param>
/// <param name="OurClaimed">What of our part we claim and they have not confirmed.</param>
/// <param name="Low">The smaller share that is still even, as agreed.</param>
/// <param name="WeSee">Our part as we see it.</param>
/// <param name="TheySee">Our part as they see it.</param>
public sealed record ReciprocityView(
    double? Ours, Interval Interval, double OurClaimed, double TheirClaimed, double Low, double High, double? WeSee, double? TheySee,
    Evidence Evidence)
{
    public bool IsEven => Ours is { } share && share >= Low && share <= High;

    internal static ReciprocityView Of(ReadLedger ledger, Side us)
    {
        var (reading, share) = (ledger.Reading, ledger.Reading.Balance.Share);
        var isKnown = share.ShareOfA is not null && share.EffectiveCount >= Readings.EnoughItems;
        var interval = us == Side.A ? share.Interval : new Interval(1 - share.Interval.High, 1 - share.Interval.Low);
        return new(
            isKnown ? share.ShareOf(us) : null, interval, ClaimedOf(us), ClaimedOf(us.Other), 1 - share.Band, share.Band,
            reading.Pulse[us]?.ShareEstimate, 1 - reading.Pulse[us.Other]?.ShareEstimate,
            reading.EvidenceGrade switch
            {
                EvidenceGrade.High => Evidence.High,
                EvidenceGrade.Medium => Evidence.Medium,
                _ => Evidence.Low,
            });

        double ClaimedOf(Side side) => reading.Balance.Rows.Where(row => row.Side == side && row.Weight is > 0 and < 1)
            .Sum(row => 2 * Math.Abs(row.Contribution)); // a row moves the share by half of its part of the whole
    }
}
