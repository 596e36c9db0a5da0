using System.CommandLine;
using System.Text.Json.Nodes;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem measures</c>: every measure of a ledger at an instant, both directions, each with its interval.</summary>
internal static class MeasuresCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help);
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var onlyUs = new Option<bool>("--only-us") { Description = help["option.onlyUs"] };
        var command = new Command("measures", help["measures.description"]) { json, onlyUs };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            var isOwn = !line.GetValue(json) || line.GetValue(onlyUs);
            var found = await toRead.OpenAsync(line, texts, time, ct, isOwn);
            if (found.Value is not { } ledger)
            {
                return found.Ended;
            }

            if (line.GetValue(json))
            {
                JsonOutput.Write(JsonOf(ledger, line.GetValue(onlyUs)));
            }
            else
            {
                new MeasuresText(Terminal.For(texts), ledger).Write();
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The shared reading, or with what this side's own mail adds, and marked so.</summary>
    private static JsonObject JsonOf(LedgerToRead ledger, bool onlyUs)
    {
        var own = onlyUs ? ledger.ReadOnlyUs() : null;
        var json = MeasuresJson.Of(own ?? ledger.Read(), ledger.File.Accepted.Length, ledger.File.Refused);
        if (own is not null)
        {
            json["only_us"] = true;
        }

        var months = ValueInUse.Of(own is null ? ledger.Visible : ledger.OwnVisible, ledger.At);
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            json["value"]![side.ToString()]!["in_use"] = MeasuresJson.Of(months, side);
        }

        return json;
    }
}
