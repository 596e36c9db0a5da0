using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A decision in force: what say each side had, how it was decided, and at whose cost. Rules R9, R12.</summary>
internal static class DecisionDigest
{
    public static void Of(Matter matter, Decision said, Sight sight, Digest digest)
    {
        if (said.IsProposed && !sight.IsAgreedTo)
        {
            return;
        }

        var at = said.IsProposed ? sight.Consent!.Occurred : matter.Occurred;
        foreach (var side in (Side[])[Side.A, Side.B])
        {
            if (LevelOf(side, said, sight) is { } level)
            {
                digest.Post(new AutonomyPosting(side, level, said.Importance, sight.Weight, at));
            }
        }

        digest.Post(new DecisionPosting(said, Priced(said, digest), sight.Weight, at));
    }

    /// <summary>
    /// A joint decision concerns both, whatever it says it affects; a decision of one side concerns it and whom it affects.
    /// </summary>
    private static Participation? LevelOf(Side side, Decision said, Sight sight) =>
        said.DecidedBy == side ? Participation.Own
        : said.DecidedBy is not null && !said.Affects.Contains(side) ? null
        : said.IsProposed && sight.Consent!.Side == side ? Participation.Agreed
        : said.Participation[side] ?? (said.DecidedBy is null ? Participation.Agreed : null);

    private static System.Collections.Immutable.ImmutableArray<PricedOption> Priced(Decision said, Digest digest) =>
        [.. said.Options.Select(option => new PricedOption(
            option.Name, option.Cost.Select(cost => cost is { } priced ? digest.Measure(priced) : (double?)null)))];
}
