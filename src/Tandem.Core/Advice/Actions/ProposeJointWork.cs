using System.Text.Json.Nodes;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Collaboration: the balance is outside the agreed band, on either side. Work done together, to which both give the same,
/// draws it to the middle and is decided by both.
/// </summary>
public sealed class ProposeJointWork : AdviceAction
{
    /// <summary>What each puts in, of all that both have put in so far: enough to be felt, small enough to be agreed.</summary>
    public const double PartOfAll = 0.1;

    private const double Rounding = 1e-12;

    public override string Action => "collaboration";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        var share = BalanceReading.ShareOf(situation.Chronicle);
        if (share.ShareOf(situation.Us) is not { } ours || share.EffectiveCount < BalanceReading.EnoughToAssert
            || Math.Max(ours, 1 - ours) <= share.Band + Rounding)
        {
            yield break;
        }

        var pen = situation.Pen(this);
        var worth = PartOfAll * (share.Totals.A + share.Totals.B);
        var proposal = pen.Ours("decision", ProposalBy(situation.Us));
        var contributions = Sides.Of(side => pen.Give(side, worth));
        yield return Suggest(
            pen, proposal,
            new([proposal, pen.Agree(situation.Them, proposal.Id), contributions.A, pen.Confirmed(contributions.A), contributions.B,
                pen.Confirmed(contributions.B)]),
            Outlook.Unchanged) with
        {
            IsAsk = true,
            Figures = [new("our_share", FigureKind.Share, ours), new("band", FigureKind.Share, share.Band), new("each", FigureKind.Worth, worth)],
            Gauges = [Gauge.OurShare(situation.Us)],
        };
    }

    private static JsonObject ProposalBy(Side us) => new()
    {
        ["class"] = "joint_work",
        ["decided_by"] = "joint",
        ["affects"] = new JsonArray(Pen.Word(us), Pen.Word(us.Other)),
        ["participation"] = new JsonObject { ["A"] = "agreed", ["B"] = "agreed" },
        ["importance"] = "normal",
        ["circumstances"] = new JsonObject(),
        ["outcome"] = "agreed",
        ["status"] = "proposed",
    };
}
