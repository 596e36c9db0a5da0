using System.CommandLine;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem portfolio</c>: every relationship in one line, what presses most first.</summary>
internal static class PortfolioCommand
{
    private const int NameWidth = 28;
    private const int StandingWidth = 20;
    private const int TrustWidth = 7;

    public static Command Of(Texts help, TimeProvider time)
    {
        var at = Sight.InstantOption("--at", help["option.readAt"], help);
        var advice = new Option<bool>("--advice") { Description = help["option.portfolioAdvice"] };
        var json = new Option<bool>("--json") { Description = help["option.jsonLines"] };
        var place = Place.ForMembers(help);
        var command = new Command("portfolio", help["portfolio.description"]) { at, advice, json };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Speaker.OfAsync(store, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } speaker)
            {
                return found.Ended;
            }

            if (speaker.Viewer is not { } viewer)
            {
                Console.Error.WriteLine(texts["portfolio.empty"]);
                return ExitCode.Nothing;
            }

            var terminal = Terminal.For(texts);
            Action<StandingLine> write = line.GetValue(json) ? one => Console.WriteLine(JsonOf(one).ToJsonString()) : one => Write(terminal, one);
            var pass = new PortfolioPass(store.Ledgers, line.GetValue(advice));
            var told = await TellAsync(pass.RunAsync(viewer, time.GetUtcNow(), line.GetValue(at), ct), write, time, texts);
            if (told == 0)
            {
                Console.Error.WriteLine(texts["portfolio.empty"]);
            }

            return told > 0 ? ExitCode.Done : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>Sorted as long as they can be held; from then on each is told when it is read.</summary>
    private static async Task<int> TellAsync(IAsyncEnumerable<StandingLine> lines, Action<StandingLine> write, TimeProvider time, Texts texts)
    {
        using var progress = new EntryProgress(time, texts, "progress.relationships");
        var (held, told) = (new List<StandingLine>(), 0);
        await foreach (var line in lines)
        {
            told++;
            progress.Tell(told);
            if (told <= Limits.PortfolioSorted)
            {
                held.Add(line);
                continue;
            }

            if (held.Count > 0)
            {
                progress.Dispose();
                Console.Error.WriteLine(texts.Say("portfolio.unsorted", Limits.PortfolioSorted));
                held.ForEach(write);
                held = [];
            }

            write(line);
        }

        progress.Dispose();
        held.Sort(StandingLine.MostPressingFirst);
        foreach (var line in told <= Limits.PortfolioSorted ? StandingLine.InPlace(held) : held)
        {
            write(line);
        }

        return told;
    }

    private static void Write(Terminal terminal, StandingLine line)
    {
        string?[] notes =
        [
            line.Since is { } since ? terminal.Say("portfolio.since", since.UtcDateTime) : null,
            terminal.Say("standing.grade", terminal.Say("grade." + line.Evidence)),
            line.Overdue[line.Us] > 0 ? terminal.Say("portfolio.overdueOurs", line.Overdue[line.Us]) : null,
            line.Overdue[line.Us.Other] > 0 ? terminal.Say("portfolio.overdueTheirs", line.Overdue[line.Us.Other]) : null,
            line.Place is { Index: { } index, Word: { } word } ? terminal.Say("portfolio.place", index, terminal.Say("place." + word)) : null,
            line.Advice is { } advice ? terminal.Say("portfolio.advice", terminal.Say("advise.do." + advice.Replace(' ', '-'))) : null,
        ];
        terminal.Line(
            $"{Terminal.Fit(Clean.Words(line.Name), NameWidth)} {terminal.Strong(Terminal.Fit(terminal.Say("standing." + line.Standing), StandingWidth))} "
            + $"{terminal.Of(Side.A, Trust(line.Trust.A))} {terminal.Of(Side.B, Trust(line.Trust.B))} "
            + terminal.Soft(string.Join(" · ", notes.OfType<string>())));

        string Trust(double? known) => (known is { } value ? value.ToString("P0", terminal.Texts.Culture) : "–").PadLeft(TrustWidth);
    }

    private static JsonObject JsonOf(StandingLine line) => new()
    {
        ["relationship"] = line.Id.ToString(),
        ["name"] = line.Name,
        ["us"] = line.Us.ToString(),
        ["entries"] = line.Entries,
        ["standing"] = MeasuresJson.Word(line.Standing),
        ["since"] = line.Since is { } since ? Instant.Write(since) : null,
        ["trust"] = new JsonObject { ["A"] = line.Trust.A, ["B"] = line.Trust.B },
        ["evidence"] = MeasuresJson.Word(line.Evidence),
        ["overdue"] = new JsonObject { ["A"] = line.Overdue.A, ["B"] = line.Overdue.B },
        ["place"] = new JsonObject
        {
            ["effort"] = line.Effort,
            ["appreciated"] = line.Appreciated,
            ["index"] = line.Place?.Index,
            ["word"] = line.Place?.Word is { } word ? MeasuresJson.Word(word) : null,
        },
        ["advice"] = line.Advice,
    };
}
