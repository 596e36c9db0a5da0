using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem settle</c>: the payment that would make a period fair, as an entry both sides can sign. Nothing is written.</summary>
internal static class SettleCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help);
        var period = new Option<string>("--period") { Description = help["option.period"], HelpName = "PERIOD", Required = true };
        var json = new Option<bool>("--json") { Description = help["option.draftOnly"] };
        var command = new Command("settle", help["settle.description"]) { period, json };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            var asked = line.GetValue(period)!;
            if (!TryPeriod(asked, out var since, out var until))
            {
                Console.Error.WriteLine(texts.Say("error.period", Clean.Words(asked)));
                return ExitCode.Usage;
            }

            if (await toRead.OpenAsync(line, texts, time, ct) is not { } ledger)
            {
                return ExitCode.Nothing;
            }

            var course = ledger.Course();
            var proposal = SettlementProposal.Of(course.Chronicle, asked, since, until);
            var entry = EntryOf(proposal, asked, course.Chronicle, ledger);
            if (line.GetValue(json))
            {
                if (entry is not null)
                {
                    Console.WriteLine(entry.ToJsonString());
                }

                return entry is null ? ExitCode.Nothing : ExitCode.Done;
            }

            Write(Terminal.For(texts), ledger, proposal, entry, Settled(course.Chronicle, since, until));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A quarter as 2026-Q2, a half-year as 2026-H1, a month as 2026-05, or a year.</summary>
    private static bool TryPeriod(string text, out DateTimeOffset since, out DateTimeOffset until)
    {
        (since, until) = (default, default);
        if (text.Split("-Q") is [var year, var quarter] && TryNumber(year, 1970, 9998, out var y) && TryNumber(quarter, 1, 4, out var q))
        {
            since = Start(y, ((q - 1) * 3) + 1);
            until = since.AddMonths(3);
            return true;
        }

        if (text.Split("-H") is [var ofHalf, var half] && TryNumber(ofHalf, 1970, 9998, out y) && TryNumber(half, 1, 2, out var h))
        {
            since = Start(y, ((h - 1) * 6) + 1);
            until = since.AddMonths(6);
            return true;
        }

        if (text.Split('-') is [var ofMonth, var month] && TryNumber(ofMonth, 1970, 9998, out y) && TryNumber(month, 1, 12, out var m))
        {
            since = Start(y, m);
            until = since.AddMonths(1);
            return true;
        }

        if (TryNumber(text, 1970, 9998, out y))
        {
            (since, until) = (Start(y, 1), Start(y + 1, 1));
            return true;
        }

        return false;
    }

    /// <summary>Settlements in force of a period that touches this one.</summary>
    private static IEnumerable<(EntryId Id, SettlementPosting Paid)> Settled(Chronicle chronicle, DateTimeOffset since, DateTimeOffset until) =>
        chronicle.Books.Settlements.Values
            .Where(s => TryPeriod(s.What.Period, out var from, out var to) ? from < until && to > since : s.What.At >= since && s.What.At < until)
            .Select(s => (s.Matter.Id, s.What));

    private static DateTimeOffset Start(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>The settlement filled in; <c>null</c> when there is nothing to settle.</summary>
    private static JsonObject? EntryOf(SettlementProposal proposal, string period, Chronicle chronicle, LedgerToRead ledger) =>
        proposal.From is not { } from ? null : new()
        {
            ["id"] = $"settlement-{period.ToLowerInvariant()}",
            ["kind"] = "settlement",
            ["side"] = (ledger.Us ?? Side.A).ToString(),
            ["by"] = "host-operator",
            ["occurred"] = Instant.Write(Instant.Cut(ledger.At)),
            ["body"] = new JsonObject
            {
                ["period"] = period,
                ["from"] = from.ToString(),
                ["to"] = from.Other.ToString(),
                ["worth"] = chronicle.Yardstick is { Currency: var currency }
                    ? new JsonObject { ["amount"] = Amount(proposal.Worth), ["currency"] = currency }
                    : new JsonObject { ["hours"] = Amount(proposal.Worth / Core.Facts.Yardstick.HourWithoutCharter) },
            },
        };

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Write(
        Terminal terminal, LedgerToRead ledger, SettlementProposal proposal, JsonObject? entry,
        IEnumerable<(EntryId Id, SettlementPosting Paid)> settled)
    {
        terminal.Title(terminal.Say("settle.title", proposal.Since.UtcDateTime, proposal.Until.UtcDateTime.AddDays(-1)));
        if (proposal.Until > ledger.At)
        {
            terminal.Line("  " + terminal.Say("settle.notOver", ledger.At.UtcDateTime));
        }

        foreach (var (id, paid) in settled)
        {
            terminal.Line("  " + terminal.Say(
                "settle.settled", id, Clean.Words(paid.Period), ledger.Names[paid.From], ledger.Names[paid.From.Other], paid.Worth));
        }

        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            terminal.Line("  " + terminal.Say("settle.side", ledger.Names[side], proposal.Inputs[side], proposal.Rewards[side]));
        }

        if (proposal.Equity.FairShareOfA is not { } fair)
        {
            terminal.Line("  " + terminal.Say("settle.noInputs"));
            return;
        }

        terminal.Line("  " + terminal.Say("settle.fair", ledger.Names.A, fair, proposal.Equity.FairRewardOfA));
        if (proposal.From is not { } from || entry is null)
        {
            terminal.Line("  " + terminal.Say("settle.nothing"));
            return;
        }

        terminal.Line("  " + terminal.Strong(terminal.Say("settle.pays", ledger.Names[from], ledger.Names[from.Other], proposal.Worth)));
        terminal.Line();
        terminal.Line("  " + terminal.Say("settle.entry"));
        terminal.Line("  " + entry.ToJsonString());
    }
}
