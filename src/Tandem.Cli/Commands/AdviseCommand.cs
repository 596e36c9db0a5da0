using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem advise</c>: what would help most next, for the side that asks; with <c>--accept</c> the entry of it.</summary>
internal static class AdviseCommand
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help, help["option.adviseAs"]);
        var accept = new Option<int?>("--accept") { Description = help["option.accept"], HelpName = "N" };
        var by = new Option<string?>("--by") { Description = help["option.by"], HelpName = "NAME" };
        var entry = new Option<string[]>("--entry") { Description = help["option.prepared"], HelpName = "JSON" };
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var command = new Command("advise", help["advise.description"]) { entry, accept, by, json };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            var found = await toRead.OpenAsync(line, texts, time, ct, isOwn: true);
            if (found.Value is not { } ledger)
            {
                return found.Ended;
            }

            if (SideOf(ledger, ledger.Said, texts) is not { } us)
            {
                return ExitCode.Usage;
            }

            var drafts = new Drafts(ledger.OwnVisible, us, ledger.At);
            if (line.GetValue(entry) is { Length: > 0 } given && !(WhatIfCommand.TryTake(drafts, given, texts) && AreOurs(drafts, us, texts)))
            {
                return ExitCode.Nothing;
            }

            var counsel = Advisor.Advise(new(ledger.OwnCourse(), us, ledger.WorkingTimes, ledger.OwnWaits) { Drafts = [.. drafts.Accepted] });
            var text = new AdviseText(Terminal.For(texts), counsel, ledger.Names);
            var author = line.GetValue(by) ?? ledger.Author;
            if (line.GetValue(accept) is { } number)
            {
                return Accept(text, number, author, texts);
            }

            if (line.GetValue(json))
            {
                JsonOutput.Write(AdviceJson.Of(counsel, author));
            }
            else
            {
                text.Write(Clean.Words(ledger.Asked), ledger.Us is null, toRead.AtOf(line), ledger.Member);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A relationship knows whose workspace this is; a file does not.</summary>
    private static Side? SideOf(LedgerToRead ledger, Side? asked, Texts texts)
    {
        if (ledger.Us is { } us && asked is { } other && other != us)
        {
            Console.Error.WriteLine(texts.Say("error.adviseTheirs", us));
            return null;
        }

        if ((ledger.Us ?? asked) is not { } side)
        {
            Console.Error.WriteLine(texts["error.adviseSide"]);
            return null;
        }

        return side;
    }

    /// <summary>What is prepared is the own side's to enter.</summary>
    private static bool AreOurs(Drafts drafts, Side us, Texts texts)
    {
        foreach (var (at, draft) in drafts.Accepted.Index().Where(draft => draft.Item.Side != us))
        {
            var refusal = new Refusal(RefusalCode.WrongAuthor, "side", draft.Side.ToString());
            Console.Error.WriteLine(texts.Say("ledger.refused", at + 1, Refusal.Word(refusal.Code), RefusalWords.Of(texts, refusal)));
            return false;
        }

        return true;
    }

    private static int Accept(AdviseText text, int number, string author, Texts texts)
    {
        if (text.DraftOf(number) is not var (draft, what))
        {
            Console.Error.WriteLine(texts.Say("error.adviseNumber", number));
            return ExitCode.Nothing;
        }

        Console.WriteLine(AdviceJson.LineOf(draft, author, what).ToJsonString(OneLine));
        return ExitCode.Done;
    }
}
