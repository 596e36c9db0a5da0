using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Readings;

/// <summary>What a side would disclose of its mail of one quarter: counts and waits, never a message.</summary>
internal static class SummaryBody
{
    /// <param name="reading">Of that quarter alone.</param>
    /// <returns><c>null</c> where there is no mail of that time.</returns>
    public static JsonObject? Of(Quarter quarter, DraftReading reading)
    {
        var said = reading.With(ImmutableDictionary<int, MessageText>.Empty);
        var messages = Sides.Of(side => said.Quarters.Where(line => line.Quarter == quarter).Sum(line => line.Messages[side]));
        if (messages.A + messages.B == 0)
        {
            return null;
        }

        var waits = new JsonArray([.. ((Side[])[Side.A, Side.B]).SelectMany(side => reading.Times[side].Select(time => (side, time)))
            .Take(Limits.BodyItems).Select(wait => WaitOf(wait.side, wait.time))]);
        return new()
        {
            ["period"] = quarter.ToString(),
            ["messages"] = Both(messages),
            ["initiated"] = Both(said.Initiation.Began),
            ["waits"] = waits,
        };
    }

    private static JsonObject WaitOf(Side owedBy, ReplyTime time) => new()
    {
        ["owed_by"] = owedBy.ToString(),
        ["hours"] = Math.Round(time.Hours, 2),
        ["answered"] = time.IsAnswered,
    };

    private static JsonObject Both(Sides<int> counts) => new() { ["A"] = counts.A, ["B"] = counts.B };
}
