using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Tables;

/// <summary>The measures of a record, mirrored: the own side at the start.</summary>
internal static class MeasureRows
{
    public static ImmutableArray<MirrorRowWords> Of(Reader reader, TableHead head, SharedReading reading)
    {
        return
        [
            Row(reader["overview.trust"], reader["overview.trust-hint"], MeasureCode.Trust, "trust"),
            Row(reader["overview.value"], reader["overview.value-hint"], MeasureCode.Value, "value"),
            Row(reader["overview.autonomy"], reader["overview.autonomy-hint"], MeasureCode.Autonomy, "autonomy"),
            // A side's integrity is what the other one saw it keep.
            new(reader["overview.integrity"], reader["overview.integrity-hint"], Figure(MeasureCode.KeptRate, "kept-rate", head.Them),
                Figure(MeasureCode.KeptRate, "kept-rate", head.Us)),
            Row(reader["overview.loyalty"], reader["overview.loyalty-hint"], MeasureCode.Loyalty, "loyalty"),
            new(reader["overview.equity"], reader["overview.equity-hint"], Reward(head.Us), Reward(head.Them)),
        ];

        MirrorRowWords Row(string name, string hint, MeasureCode measure, string slug) =>
            new(name, hint, Figure(measure, slug, head.Us), Figure(measure, slug, head.Them));

        MirrorFigure? Figure(MeasureCode measure, string slug, Side side) => Readings.Of(reading, measure, side) is { IsEnough: true } known
            ? new(
                reader.Measure(known.Value!.Value), known.Interval is { } interval ? reader.Measures(interval) : null,
                Math.Clamp(known.Value.Value, 0, 1), known.Interval, $"{head.Url}/why/{slug}/{side.ToString().ToLowerInvariant()}")
            : null;

        MirrorFigure? Reward(Side side)
        {
            var (equity, rewards, inputs) = (Readings.Of(reading, MeasureCode.Equity, side), reading.Equity.Rewards, reading.Equity.Inputs);
            var (reward, input) = (rewards[side] / (rewards.A + rewards.B), inputs[side] / (inputs.A + inputs.B));
            return equity.IsEnough && reward is >= 0 and <= 1
                ? new(reader.Measure(reward), reader.Say("overview.input", reader.Measure(input)), reward, null, $"{head.Url}/why/equity")
                : null;
        }
    }
}
