using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What goes on the pans of the balance: contributions, risks, concessions, and risks moved to the other side.</summary>
internal static class PanDigest
{
    public static void OfContribution(Matter matter, Contribution said, Sight sight, Digest digest)
    {
        var amount = digest.Measure(said.Worth);
        digest.Count(said.Giver, matter, sight);
        digest.Post(new PanPosting(
            said.Giver, PanPosting.Named(said.Category), GroupKey.Of(said, matter), amount, sight.Weight,
            sight.WeightIfUpheld, matter.Occurred));
        EquityPosting.Post(
            digest, said.Giver, said.Category == ContributionCategory.Investment ? EquityPart.Investment : EquityPart.Contribution,
            amount, sight.Weight, matter.Occurred);
    }

    public static void OfRisk(Matter matter, Risk said, Sight sight, Digest digest)
    {
        var amount = said.Probability * digest.Measure(said.Impact);
        digest.Post(new PanPosting(
            said.Bearer, PanPosting.Risk, GroupKey.Alone(said.Bearer, matter), amount, sight.Weight, sight.WeightIfUpheld, matter.Occurred));
        EquityPosting.Post(digest, said.Bearer, EquityPart.Risk, amount, sight.Weight, matter.Occurred);
        digest.Post(new RiskPosting(said.Bearer, said.Matches));
    }

    public static void OfConcession(Matter matter, Concession said, Sight sight, Digest digest)
    {
        if (said is { OnDemand: true, LinkedReturn: false })
        {
            digest.Post(new ConcessionPosting(said.By, digest.Measure(said.Worth), sight.Weight, matter.Occurred));
        }
    }

    public static void OfRiskTransfer(RiskTransfer said, Sight sight, Digest digest)
    {
        if (said.Known && sight.Weight > 0)
        {
            digest.Post(new ShiftPosting(said.From, said.To, digest.Measure(said.Worth), sight.Weight, said.Consented));
        }
    }
}
