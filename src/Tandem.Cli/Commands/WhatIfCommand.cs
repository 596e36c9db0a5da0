using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem whatif</c>: what entries would do to every figure before anybody makes them. Nothing is written.</summary>
internal static class WhatIfCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help, help["option.asSide"]);
        var entry = new Option<string[]>("--entry") { Description = help["option.draft"], HelpName = "JSON" };
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var command = new Command("whatif", help["whatif.description"]) { entry, json };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            var found = await toRead.OpenAsync(line, texts, time, ct);
            if (found.Value is not { } ledger)
            {
                return found.Ended;
            }

            var course = ledger.Course();
            var drafts = new Drafts(ledger.Visible, ledger.Said ?? ledger.Us ?? Side.A, ledger.At);
            if (!TryTake(drafts, line.GetValue(entry) is { Length: > 0 } given ? given : FromInput(), texts))
            {
                return ExitCode.Nothing;
            }

            var whatIf = WhatIf.Of(course, ledger.WorkingTimes, drafts);
            if (line.GetValue(json))
            {
                JsonOutput.Write(JsonOf(whatIf, ledger));
            }
            else
            {
                new WhatIfText(Terminal.For(texts), ledger).Write(whatIf);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> FromInput()
    {
        using var input = Console.OpenStandardInput();
        foreach (var line in NdjsonLines.Of(input))
        {
            yield return Encoding.UTF8.GetString(line.Span);
        }
    }

    /// <summary>Takes drafts in, or says of the first that may not be entered why.</summary>
    public static bool TryTake(Drafts drafts, IEnumerable<string> entries, Texts texts)
    {
        foreach (var (at, entry) in entries.Index())
        {
            if (drafts.Take(entry) is { } refusal)
            {
                Console.Error.WriteLine(texts.Say("ledger.refused", at + 1, Refusal.Word(refusal.Code), RefusalWords.Of(texts, refusal)));
                return false;
            }
        }

        if (drafts.Accepted.Count == 0)
        {
            Console.Error.WriteLine(texts["error.noDraft"]);
        }

        return drafts.Accepted.Count > 0;
    }

    private static JsonObject JsonOf(WhatIf whatIf, LedgerToRead ledger) => new()
    {
        ["now"] = Reading(whatIf.Now, ledger),
        ["claimed"] = Reading(whatIf.Claimed, ledger),
        ["confirmed"] = Reading(whatIf.Confirmed, ledger),
        ["decisions"] = new JsonArray([.. whatIf.Decisions.Select(MeasuresJson.Of)]),
    };

    private static JsonObject Reading(SharedReading reading, LedgerToRead ledger) =>
        MeasuresJson.Of(reading, ledger.File.Accepted.Length, ledger.File.Refused);
}
