using System.Text.Json.Nodes;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>What is advised to one side, for programs of that side. There is no score of the whole: the order says it.</summary>
public static class AdviceJson
{
    public static JsonObject Of(Counsel counsel, string by) => new()
    {
        ["now"] = Instant.Write(counsel.Situation.At),
        ["us"] = counsel.Situation.Us.ToString(),
        ["recommendations"] = new JsonArray([.. counsel.Recommendations.Select((one, at) => Of(one, at + 1, by))]),
        ["rebalance"] = counsel.Rebalance is { } ask ? Of(ask, counsel.Recommendations.Length + 1, by) : null,
        ["ways_out"] = counsel.WayOut is { } offer ? Of(offer) : null,
        ["unknown"] = new JsonArray([.. AdviceScores.Codes.Zip(counsel.Situation.Scores.All)
            .Where(score => score.Second is null).Select(score => (JsonNode)score.First)]),
    };

    /// <summary>A draft as a line that <c>tandem ledger append</c> takes; the clock there says when it was recorded.</summary>
    public static JsonObject LineOf(Statement draft, string by, string? what = null)
    {
        var line = new JsonObject
        {
            ["id"] = draft.Id.Value,
            ["kind"] = draft.Fact.Kind,
            ["side"] = draft.Side.ToString(),
            ["by"] = by,
            ["occurred"] = Instant.Write(draft.Occurred),
            ["body"] = JsonNode.Parse(draft.Body.Span),
        };
        var texts = draft.Texts.Select(text => KeyValuePair.Create(text.Name, (JsonNode?)text.Text)).ToList();
        if (texts.Count == 0 && what is not null)
        {
            texts.Add(new("what", what));
        }

        if (texts.Count > 0)
        {
            line["text"] = new JsonObject(texts);
        }

        return line;
    }

    private static JsonObject Of(Recommendation one, int number, string by) => new()
    {
        ["number"] = number,
        ["action"] = one.Suggestion.Action,
        ["reason"] = one.Suggestion.Reason,
        ["effort"] = one.Suggestion.EffortPoints,
        ["ask"] = one.Suggestion.IsAsk,
        ["probability"] = one.Probability,
        ["risky"] = one.IsRisky,
        ["entries"] = new JsonArray([.. one.Suggestion.Entries.Select(id => (JsonNode)id.ToString())]),
        ["about"] = one.Suggestion.About,
        ["concerning"] = one.Suggestion.Concerning?.ToString(),
        ["figures"] = new JsonObject(one.Suggestion.Figures.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value))),
        ["effects"] = Of(one.Effects),
        ["draft"] = LineOf(one.Suggestion.Draft, by),
    };

    private static JsonObject Of(RebalanceAsk ask, int number, string by) => new()
    {
        ["number"] = number,
        ["our_share"] = ask.OurShare,
        ["size"] = ask.Size,
        ["quarters"] = new JsonArray(Of(ask.Before), Of(ask.Last)),
        ["probability"] = ask.Probability,
        ["effects"] = Of(ask.Effects),
        ["draft"] = LineOf(ask.Draft, by),
    };

    private static JsonObject Of(QuarterBalance balance) => new()
    {
        ["quarter"] = balance.Quarter.ToString(),
        ["p_in_band"] = balance.InBand,
        ["our_share"] = balance.OurShare,
    };

    private static JsonObject Of(DisengagementOffer offer) => new()
    {
        ["asks_in_vain"] = offer.AsksInVain,
        ["our_share"] = offer.OurShare,
        ["trust_hi"] = offer.Trust?.High,
        ["value_hi"] = offer.Value?.High,
        ["options"] = new JsonArray([.. DisengagementOffer.Options.Select(option => (JsonNode)MeasuresJson.Word(option))]),
    };

    private static JsonArray Of(IEnumerable<Effect> effects) => new([.. effects.Select(effect => new JsonObject
    {
        ["measure"] = effect.Measure, ["before"] = effect.Before, ["after"] = effect.After,
    })]);
}
