using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;

namespace Tandem.Core.Advice.Actions;

/// <summary>Respect: a decision of ours that concerns them, not taken yet, in which they have no more say than being told.</summary>
public sealed class AskBeforeDeciding : AdviceAction
{
    private const int DaysToAnswer = 7;

    public override string Action => "respect";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var draft in situation.Drafts.Where(draft => draft.Fact is Decision said && IsWithoutThem(situation, said)))
        {
            yield return OfDraft(situation, draft);
        }

        foreach (var (matter, sight, said) in situation.Standing<Decision>())
        {
            if (said.IsProposed && sight.Consent is null && IsWithoutThem(situation, said))
            {
                var pen = situation.Pen(this, matter.Id.Value);
                var request = pen.Ask(DaysToAnswer);
                yield return Suggest(pen, request, new([request, pen.Agree(situation.Them, matter.Id)]), Outlook.Unchanged) with
                {
                    Entries = [matter.Id],
                    IsAsk = true,
                };
            }
        }
    }

    private Suggestion OfDraft(Situation situation, Statement draft)
    {
        var pen = situation.Pen(this, draft.Id.Value);
        var proposal = pen.Redrafted(draft, body =>
        {
            body["status"] = "proposed";
            body["participation"] = body["participation"] is JsonObject said ? (JsonObject)said.DeepClone() : [];
            body["participation"]![Pen.Word(situation.Them)] = "consulted";
        });
        return Suggest(pen, proposal, new([proposal, pen.Agree(situation.Them, proposal.Id)]), Outlook.Unchanged) with
        {
            Entries = [draft.Id],
            IsAsk = true,
        };
    }

    private static bool IsWithoutThem(Situation situation, Decision said) =>
        said.DecidedBy == situation.Us && said.Affects.Contains(situation.Them)
        && said.Participation[situation.Them] is null or Participation.Imposed or Participation.Informed;
}
