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
            if (!Period.TryParse(asked, out var span))
            {
                Console.Error.WriteLine(texts.Say("error.period", Clean.Words(asked)));
                return ExitCode.Usage;
            }

            var found = await toRead.OpenAsync(line, texts, time, ct);
            if (found.Value is not { } ledger)
            {
                return found.Ended;
            }

            var course = ledger.Course();
            var proposal = SettlementProposal.Of(course.Chronicle, span);
            var entry = EntryOf(proposal, asked, course.Chronicle, ledger);
            if (line.GetValue(json))
            {
                if (entry is not null)
                {
                    Console.WriteLine(entry.ToJsonString());
                }

                return entry is null ? ExitCode.Nothing : ExitCode.Done;
            }

            Write(Terminal.For(texts), ledger, proposal, entry);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The settlement filled in; <c>null</c> when there is nothing to settle.</summary>
    private static JsonObject? EntryOf(SettlementProposal proposal, string period, Chronicle chronicle, LedgerToRead ledger) =>
        proposal.From is not { } from ? null : new()
        {
            ["id"] = $"settlement-{period.ToLowerInvariant()}",
            ["kind"] = "settlement",
            ["side"] = (ledger.Us ?? Side.A).ToString(),
            ["by"] = ledger.Author,
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

    private static string Amount(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    private static void Write(
        Terminal terminal, LedgerToRead ledger, SettlementProposal proposal, JsonObject? entry)
    {
        terminal.Title(terminal.Say("settle.title", proposal.Period.Since.UtcDateTime, proposal.Period.Until.UtcDateTime.AddDays(-1)));
        if (proposal.Period.Until > ledger.At)
        {
            terminal.Line("  " + terminal.Say("settle.notOver", ledger.At.UtcDateTime));
        }

        foreach (var (id, paid) in proposal.Settled)
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
