using System.Collections.Immutable;
using System.CommandLine;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Store.Upgrades;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem erase RELATIONSHIP --person NAME | --entry ID</c>: texts go, by entries that both sides see.</summary>
internal static class EraseCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var relationship = LedgerCommand.RelationshipArgument(help);
        var person = new Option<string?>("--person") { Description = help["option.person"], HelpName = "NAME" };
        var side = new Option<string?>("--side") { Description = help["option.side"], HelpName = "SIDE" };
        var entry = new Option<string?>("--entry") { Description = help["option.entry"], HelpName = "ID" };
        var groups = new Option<string[]>("--group") { Description = help["option.groups"], HelpName = "NAME" };
        var ground = new Option<string>("--ground") { Description = help["option.ground"], HelpName = "CODE", Required = true };
        var by = new Option<string?>("--by") { Description = help["option.by"], HelpName = "NAME" };
        var yes = new Option<bool>("--yes") { Description = help["option.yes"] };
        var place = Place.ForMembers(help);
        var command = new Command("erase", help["erase.description"]) { relationship, person, side, entry, groups, ground, by, yes };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            if (!Speaker.TrySide(line.GetValue(side), texts, out var ofSide))
            {
                return ExitCode.Usage;
            }

            if (line.GetValue(person) is null == line.GetValue(entry) is null)
            {
                Console.Error.WriteLine(texts["error.eraseWhat"]);
                return ExitCode.Usage;
            }

            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Administer, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            if (choice.IsMember && line.GetValue(by) is not null)
            {
                Console.Error.WriteLine(texts.Say("error.byMember", choice.Viewer.Pseudonym));
                return ExitCode.Usage;
            }

            await using var desk = new LedgerDesk(store.Ledgers, time);
            var erasure = new Erasure(store.Ledgers, desk, time);
            var wanted = new ErasureWish(
                line.GetValue(person), ofSide, line.GetValue(entry) is { } id ? new EntryId(id) : null, [.. line.GetValue(groups) ?? []]);
            var plan = await erasure.PlanAsync(choice.Viewer, choice.Relationship.Id, wanted, ct);
            if (plan.IsEmpty)
            {
                Console.Error.WriteLine(texts["erase.nothing"]);
                return ExitCode.Nothing;
            }

            Say(plan, choice, texts);
            if (!line.GetValue(yes))
            {
                Console.Error.WriteLine(texts["error.eraseYes"]);
                return ExitCode.Usage;
            }

            var author = new ErasureAuthor(choice.Us, line.GetValue(by) ?? choice.Author, line.GetValue(ground)!);
            var ended = await EraseAsync(erasure, choice.SeatIn(Wiring.RoomsOf(store, desk, time)), choice.Relationship.Id, plan, author, texts, ct);
            BackupList.Write(StoreUpgrade.For(place.StoreOf(line), place.FolderOf(line), time), texts, time.GetUtcNow());
            return ended;
        });
        return command;
    }

    private static async Task<int> EraseAsync(
        Erasure erasure, Seat seat, RelationshipId id, ErasurePlan plan, ErasureAuthor author, Texts texts, CancellationToken ct)
    {
        var outcome = await erasure.RunAsync(seat.Viewer, id, plan, author, ct);
        foreach (var refusal in outcome.Refused)
        {
            Console.Error.WriteLine(RefusalWords.Of(texts, refusal));
        }

        if (outcome.Entries.IsEmpty)
        {
            return ExitCode.Usage;
        }

        await seat.AuditErasureAsync(id, outcome.TextCount, ct);
        Console.WriteLine(texts.Say("erase.done", outcome.TextCount, Range(outcome.Entries)));
        Console.WriteLine(texts["erase.exports"]);
        return outcome.Refused.IsEmpty ? ExitCode.Done : ExitCode.Nothing;
    }

    /// <summary>They are written one after the other, unless somebody else wrote in between.</summary>
    private static string Range(ImmutableArray<long> entries) => entries[^1] - entries[0] == entries.Length - 1 && entries.Length > 1
        ? $"#{entries[0]}–#{entries[^1]}"
        : string.Join(", ", entries.Select(number => $"#{number}"));

    private static void Say(ErasurePlan plan, Choice choice, Texts texts)
    {
        Console.WriteLine(texts.Say("erase.plan", plan.TextCount, plan.Entries.Length, choice.Relationship.Id));
        foreach (var entry in plan.Entries)
        {
            Console.WriteLine("  " + texts.Say("erase.line", entry.Sequence, entry.Id, string.Join(", ", entry.Groups)));
        }
    }
}
