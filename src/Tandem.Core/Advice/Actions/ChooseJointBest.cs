using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Selflessness: a decision of ours, drafted or proposed, where what is cheapest for us is not what is cheapest for both. The
/// side payment that makes the best option acceptable to us is computed, and on the table.
/// </summary>
public sealed class ChooseJointBest : AdviceAction
{
    public override string Action => "selflessness";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var draft in situation.Drafts)
        {
            if (draft.Fact is Decision said && ChoiceOf(situation, said) is { } choice)
            {
                var pen = situation.Pen(this, draft.Id.Value);
                var best = pen.Redrafted(draft, body => body["chosen"] = choice.Best);
                var own = pen.Redrafted(draft, body => body["chosen"] = choice.Own);
                yield return Suggest(pen, best, new([best, .. pen.InForce(best)]), new([own, .. pen.InForce(own)])) with
                {
                    Entries = [draft.Id],
                    Figures = FiguresOf(situation, choice.Regret),
                };
            }
        }

        foreach (var (matter, sight, said) in situation.Standing<Decision>())
        {
            if (said.IsProposed && sight.Consent is null && said.Affects.Contains(situation.Them)
                && ChoiceOf(situation, said) is { } choice && said.Chosen != choice.Best)
            {
                yield return OfProposal(situation, matter, sight, choice);
            }
        }
    }

    /// <summary>What is proposed already is changed by a body that both agree upon.</summary>
    private Suggestion OfProposal(Situation situation, Matter matter, Sight sight, (string Own, string Best, OptionRegret Regret) choice)
    {
        var pen = situation.Pen(this, matter.Id.Value);
        var body = Pen.BodyOf(matter, sight);
        body["chosen"] = choice.Best;
        var agreement = pen.Ours("agreement", new() { ["of"] = matter.Id.Value, ["body"] = body });
        var consent = pen.Agree(situation.Them, matter.Id);
        return Suggest(pen, agreement, new([agreement, pen.Confirmed(agreement), consent]), new([consent])) with
        {
            Entries = [matter.Id],
            Figures = FiguresOf(situation, choice.Regret),
        };
    }

    /// <summary><c>null</c> where what is cheapest for us is also cheapest for both, or too little is priced.</summary>
    private static (string Own, string Best, OptionRegret Regret)? ChoiceOf(Situation situation, Decision said)
    {
        ImmutableArray<PricedOption> options = [.. said.Options.Select(option => new PricedOption(
            option.Name, option.Cost.Select(cost => cost is { } priced ? situation.Chronicle.Measure(priced) : (double?)null)))];
        PricedOption[] priced = [.. options.Where(o => o.IsPriced).OrderBy(o => o.Cost[situation.Us]).ThenBy(o => o.Total)];
        return said.DecidedBy == situation.Us && priced is [var own, ..]
            && OptionRegret.Of(options, own.Name, situation.Us) is { IsEvaluable: true, Regret: > 0 } regret
                ? (own.Name, regret.Best!, regret)
                : null;
    }

    /// <summary>The regret, and what they would pay us; below zero we pay them.</summary>
    private static ImmutableArray<Figure> FiguresOf(Situation situation, OptionRegret regret)
    {
        var payment = regret.SidePayment!.Value;
        var ours = situation.Us == Side.A ? payment : new(-payment.Most, -payment.Least, -payment.Split);
        return
        [
            new("regret", FigureKind.Worth, regret.Regret!.Value), new("least", FigureKind.Worth, ours.Least),
            new("most", FigureKind.Worth, ours.Most), new("split", FigureKind.Worth, ours.Split),
        ];
    }
}
