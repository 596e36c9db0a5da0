using System.CommandLine;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem ledger import | append | list | receipt | checkpoint</c>: the shared ledger at a terminal.</summary>
internal static class LedgerCommand
{
    private const int LinesAtOnce = 500;

    public static Command Of(Texts help, TimeProvider time) => new("ledger", help["ledger.description"])
    {
        Import(help, time),
        Append(help, time),
        LedgerListing.Of(help, time),
        Receipt(help),
        Checkpoint(help),
    };

    public static Argument<string> RelationshipArgument(Texts help) => new("RELATIONSHIP") { Description = help["option.relationship"] };

    private static Command Import(Texts help, TimeProvider time)
    {
        var file = new Argument<string>("FILE") { Description = help["option.ledgerFile"] };
        var name = new Option<string?>("--name") { Description = help["option.name"], HelpName = "NAME" };
        var theirName = new Option<string?>("--their-name") { Description = help["option.theirName"], HelpName = "NAME" };
        var us = new Option<string?>("--us") { Description = help["option.usSide"], HelpName = "SIDE" };
        var place = Place.ForMembers(help);
        var command = new Command("import", help["ledgerImport.description"]) { file, name, theirName, us };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            if (!Speaker.TrySide(line.GetValue(us), texts, out var side))
            {
                return ExitCode.Usage;
            }

            using var source = OpenSource(line.GetValue(file)!, texts);
            if (source is null)
            {
                return ExitCode.Nothing;
            }

            if (source.IsExport && !IsGood(line.GetValue(file)!, texts))
            {
                return ExitCode.Nothing;
            }

            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Speaker.OfAsync(store, place.SpokenOf(line), Right.Administer, texts, ct); // it speaks for both sides
            if (found.Value is not { } speaker)
            {
                return found.Ended;
            }

            var ours = side ?? Side.A;
            var names = NamesOf(source, ours, line.GetValue(name), line.GetValue(theirName), texts);
            var whose = speaker.IsMember ? speaker.Viewer!.Organization : default(OrganizationId?);
            var relationship = await BeginAsync(store.Ledgers, new(source.Id, names, ours) { Whose = whose }, texts, ct);
            await using var desk = new LedgerDesk(store.Ledgers, time);
            using var progress = new EntryProgress(time, texts);
            var outcome = await new LedgerReplay(desk).RunAsync(
                new(relationship.Sides[ours].Id), relationship.Id, source.Lines(),
                done => progress.Tell(done, source.Progress.Read / (double)source.Progress.All), ct);
            progress.Dispose();
            Say(outcome, relationship.Id, texts);
            return outcome.Taken > 0 ? ExitCode.Done : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>An export is taken in whole or not at all: what was changed on the way is not what was signed.</summary>
    private static bool IsGood(string path, Texts texts)
    {
        using var file = File.OpenRead(path);
        var report = LedgerVerification.Of(file, new());
        if (!report.IsGood)
        {
            new VerifyText(texts).Write(report);
        }

        return report.IsGood;
    }

    /// <summary>A ledger that was elsewhere keeps its id, so that it stays the same tree; unless it is here already.</summary>
    private static async Task<Relationship> BeginAsync(ILedgerStore store, NewLedger ledger, Texts texts, CancellationToken ct)
    {
        if (await store.BeginAsync(ledger, ct) is { } begun)
        {
            return begun;
        }

        Console.Error.WriteLine(texts["ledger.elsewhere"]);
        return (await store.BeginAsync(ledger with { Id = null }, ct))!;
    }

    private static LedgerSource? OpenSource(string path, Texts texts)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine(texts.Say("error.noFile", path));
            return null;
        }

        try
        {
            return LedgerSource.Open(path);
        }
        catch (InvalidDataException)
        {
            Console.Error.WriteLine(texts.Say("error.noExport", path));
            return null;
        }
    }

    private static Sides<string> NamesOf(LedgerSource source, Side us, string? ours, string? theirs, Texts texts)
    {
        var known = source.Names ?? new(texts["ledger.sideA"], texts["ledger.sideB"]);
        return Sides.Of(side => (side == us ? ours : theirs) ?? known[side]);
    }

    private static void Say(ReplayOutcome outcome, RelationshipId id, Texts texts)
    {
        foreach (var refused in outcome.Refused)
        {
            Console.WriteLine(texts.Say("ledger.refused", refused.Line, Refusal.Word(refused.Refusal.Code), RefusalWords.Of(texts, refused.Refusal)));
        }

        if (outcome.RefusedCount > outcome.Refused.Length)
        {
            Console.WriteLine(texts.Say("ledger.refusedMore", outcome.RefusedCount - outcome.Refused.Length));
        }

        Console.WriteLine(texts.Say("ledger.imported", outcome.Taken, outcome.RefusedCount, id));
    }

    private static Command Append(Texts help, TimeProvider time)
    {
        var relationship = RelationshipArgument(help);
        var file = new Argument<string>("FILE") { Description = help["option.linesFile"] };
        var key = new Option<string?>("--idempotency-key") { Description = help["option.idempotency"], HelpName = "WORD" };
        var place = Place.ForMembersOrSides(help, help["option.asSide"]);
        var command = new Command("append", help["ledgerAppend.description"]) { relationship, file, key };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            var path = line.GetValue(file)!;
            if (path != "-" && !File.Exists(path))
            {
                Console.Error.WriteLine(texts.Say("error.noFile", path));
                return ExitCode.Nothing;
            }

            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Record, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            await using var input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            await using var desk = new LedgerDesk(store.Ledgers, time);
            var lines = KeyedLines(input, line.GetValue(key));
            return choice.IsMember
                ? await LinesHandedIn.ByMemberAsync(choice.SeatIn(Wiring.RoomsOf(store, desk, time)), choice.Relationship, lines, texts, ct)
                : await LinesHandedIn.AtTheMachineAsync(desk, choice, lines, texts, ct);
        });
        return command;
    }

    /// <summary>Each line has a key of its own, made from that of the request.</summary>
    private static IEnumerable<KeyedLine[]> KeyedLines(Stream input, string? key) =>
        NdjsonLines.Of(input).Select((line, at) => new KeyedLine(line, key is null ? null : FormattableString.Invariant($"{key}/{at + 1}")))
            .Chunk(LinesAtOnce);

    private static Command Receipt(Texts help)
    {
        var relationship = RelationshipArgument(help);
        var entry = new Argument<string>("ENTRY") { Description = help["option.entry"] };
        var output = new Option<string?>("--output", "-o") { Description = help["option.output"], HelpName = "FILE" };
        var place = Place.ForMembers(help);
        var command = new Command("receipt", help["ledgerReceipt.description"]) { relationship, entry, output };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            var id = new EntryId(line.GetValue(entry));
            if (await new Receipts(store.Ledgers).OfAsync(choice.Viewer, choice.Relationship.Id, id, ct) is not { } receipt)
            {
                Console.Error.WriteLine(texts.Say("error.noEntry", Clean.Words(line.GetValue(entry)!)));
                return ExitCode.Nothing;
            }

            if (line.GetValue(output) is not { } path)
            {
                Console.Write(receipt);
                return ExitCode.Done;
            }

            await using var file = new FileStream(path, FileMode.CreateNew);
            await file.WriteAsync(receipt.ToBytes(), ct);
            Console.WriteLine(texts.Say("ledger.kept", receipt.Index + 1, path));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Checkpoint(Texts help)
    {
        var relationship = RelationshipArgument(help);
        var place = Place.ForMembers(help);
        var command = new Command("checkpoint", help["ledgerCheckpoint.description"]) { relationship };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            if (await store.Ledgers.CheckpointAsync(choice.Viewer, choice.Relationship.Id, null, ct) is not { } checkpoint)
            {
                Console.Error.WriteLine(texts["error.noLedger"]);
                return ExitCode.Nothing;
            }

            Console.Write(checkpoint);
            return ExitCode.Done;
        });
        return command;
    }
}
