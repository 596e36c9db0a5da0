using System.CommandLine;
using System.Text.Json.Nodes;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem why</c>: one figure explained down to the entries it came from.</summary>
internal static class WhyCommand
{
    private static readonly string Known = string.Join(", ", Enum.GetValues<MeasureCode>().Select(MeasuresJson.Word));

    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help);
        var measure = new Argument<string>("MEASURE") { Description = help.Say("option.measure", Known) };
        var side = new Option<string?>("--side") { Description = help["option.ofSide"], HelpName = "SIDE" };
        var all = new Option<bool>("--all") { Description = help["option.all"] };
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var command = new Command("why", help["why.description"]) { measure, side, all, json };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            if (!TryMeasure(line.GetValue(measure)!, texts, out var code) || !Speaker.TrySide(line.GetValue(side), texts, out var of))
            {
                return ExitCode.Usage;
            }

            var found = await toRead.OpenAsync(line, texts, time, ct);
            if (found.Value is not { } ledger)
            {
                return found.Ended;
            }

            var shared = ledger.Read();
            Side[] sides = !Readings.IsDirected(code) ? [Side.A] : of is { } one ? [one] : [Side.A, Side.B];
            var readings = sides.Select(of => Readings.Of(shared, code, of)).ToArray();
            if (line.GetValue(json))
            {
                JsonOutput.Write(new JsonArray([.. readings.Select(reading => JsonOf(reading, ledger))]));
                return ExitCode.Done;
            }

            var terminal = Terminal.For(texts);
            MeasuresText.Head(terminal, ledger, shared);
            foreach (var reading in readings)
            {
                new WhyText(terminal, ledger, line.GetValue(all)).Write(reading);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static JsonObject JsonOf(Reading reading, LedgerToRead ledger)
    {
        var json = MeasuresJson.Of(reading);
        if (reading is { Measure: MeasureCode.Value, Side: { } receiver })
        {
            json["in_use"] = MeasuresJson.Of(ValueInUse.Of(ledger.Visible, ledger.At), receiver);
        }

        return json;
    }

    /// <summary>By its word, with dashes or underlines.</summary>
    private static bool TryMeasure(string word, Texts texts, out MeasureCode code)
    {
        foreach (var known in Enum.GetValues<MeasureCode>())
        {
            if (string.Equals(MeasuresJson.Word(known), word.Replace('-', '_'), StringComparison.OrdinalIgnoreCase))
            {
                code = known;
                return true;
            }
        }

        code = default;
        Console.Error.WriteLine(texts.Say("error.measure", Clean.Words(word), Known));
        return false;
    }
}
