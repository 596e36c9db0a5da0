using System.CommandLine;
using Tandem.Core.Ledger;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem export RELATIONSHIP -o FILE</c>.</summary>
internal static class ExportCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var relationship = LedgerCommand.RelationshipArgument(help);
        var output = new Option<string>("--output", "-o") { Description = help["option.output"], HelpName = "FILE", Required = true };
        var place = Place.ForMembers(help);
        var command = new Command("export", help["export.description"]) { relationship, output };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            var path = line.GetValue(output)!;
            if (File.Exists(path))
            {
                Console.Error.WriteLine(texts.Say("error.overwrite", path));
                return ExitCode.Usage;
            }

            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            await using var desk = new LedgerDesk(store.Ledgers, time);
            var seat = choice.SeatIn(Wiring.RoomsOf(store, desk, time));
            return await WriteAsync(seat, choice.Relationship, path, new EntryProgress(time, texts), texts, ct);
        });
        return command;
    }

    /// <summary>Under another name until it is whole: a file that is there is a file that can be trusted to be finished.</summary>
    private static async Task<int> WriteAsync(
        Seat seat, Relationship relationship, string path, EntryProgress progress, Texts texts, CancellationToken ct)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            SignedCheckpoint? written;
            await using (var file = OwnersOnly(unfinished))
            {
                written = await seat.ExportAsync(relationship, file, done => progress.Tell(done), ct);
            }

            progress.Dispose();
            if (written is null)
            {
                Console.Error.WriteLine(texts["error.noLedger"]);
                return ExitCode.Nothing;
            }

            File.Move(unfinished, path);
            Console.WriteLine(texts.Say("export.done", written.Checkpoint.Size, path, written.Checkpoint.Root));
            return ExitCode.Done;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>An export holds what people wrote.</summary>
    private static FileStream OwnersOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
