using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What a side expected and what it got: benefits, realisations, and settlements in force. Rules C2, C8, R15.</summary>
internal static class ValueDigest
{
    public static void OfBenefit(Matter matter, Benefit said, Sight sight, Digest digest)
    {
        var (realised, acknowledged) = Realised(matter, digest);
        digest.ChangesAt(said.Start);
        digest.ChangesAt(said.Due);
        digest.Post(new ValuePosting(
            said.Receiver, digest.Measure(said.Expected), said.Start, said.Due, realised, acknowledged, sight.Weight,
            HasStarted: digest.At >= said.Start, IsDue: digest.At >= said.Due));
    }

    /// <summary>A reward in its own right, also when its benefit is disputed or gone.</summary>
    public static void OfRealisation(Matter matter, Realisation said, Sight sight, Digest digest) => EquityPosting.Post(
        digest, said.Receiver, EquityPart.Reward, digest.Measure(said.Worth), sight.Weight, matter.Occurred);

    public static void OfSettlement(Matter matter, Settlement said, Digest digest)
    {
        var worth = digest.Measure(said.Worth);
        EquityPosting.Post(digest, said.From, EquityPart.Reward, -worth, 1, matter.Occurred, isSettlement: true);
        EquityPosting.Post(digest, said.To, EquityPart.Reward, worth, 1, matter.Occurred, isSettlement: true);
        digest.Post(new SettlementPosting(matter.Occurred, said.Period, said.From, worth));
    }

    /// <summary>Realised so far, each as far as it is attested; and the acknowledged part alone.</summary>
    private static (double All, double Acknowledged) Realised(Matter benefit, Digest digest)
    {
        var (all, acknowledged) = (default(Sum), default(Sum));
        foreach (var word in benefit.Heard)
        {
            if (word.Word == WordKind.Realisation && word.IsVisible(digest.At) && word.At(digest.At) is { Weight: > 0 } sight
                && sight.Said is Realisation said && said.Of == benefit.Id)
            {
                var worth = digest.Measure(said.Worth);
                all.Enter(worth * sight.Weight, 1);
                acknowledged.Enter(sight.Weight == 1 ? worth : 0, 1);
            }
        }

        return (all.Value, acknowledged.Value);
    }
}
