using System.CommandLine;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem demo</c>: the sample relationship, imported once and served.</summary>
internal static class DemoCommand
{
    /// <summary>The two made-up companies of samples/.</summary>
    private static readonly NewRelationship Sample = new(
        "Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"]),
        Clocks: new(ClockOf("Europe/London"), ClockOf("Europe/Stockholm")))
    {
        IsShared = true,
        IsSample = true,
    };

    public static Command Of(Texts help, TimeProvider time)
    {
        var place = new Place(help);
        var urls = ServeCommand.UrlsOption(help);
        var command = new Command("demo", help["demo.description"]) { urls };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            var mail = Path.Combine(AppContext.BaseDirectory, "samples", "mail");
            if (!Directory.Exists(mail))
            {
                Console.Error.WriteLine(texts.Say("error.noSample", mail));
                return ExitCode.Failed;
            }

            Console.WriteLine(texts.Say("demo.data", place.FolderOf(line, "demo")));
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line, "demo"), ct);
            var ended = await ImportOnceAsync(store.Evidence, mail, time, texts, ct);
            await PlayOnceAsync(store, Path.Combine(AppContext.BaseDirectory, "samples", "ledger.ndjson"), time, texts, ct);
            if (ended != ExitCode.Done)
            {
                return ended;
            }

            var sample = await store.Evidence.OpenAsync(Sample, ct);
            var clock = await ClockOfTheStoryAsync(store, sample, time, ct);
            return await ServeCommand.RunAsync(store, line.GetValue(urls) ?? ServeCommand.DefaultUrl, clock, texts, ct, demo: sample);
        });
        return command;
    }

    private static async Task<int> ImportOnceAsync(IEvidenceStore store, string mail, TimeProvider time, Texts texts, CancellationToken ct)
    {
        var relationship = await store.OpenAsync(Sample, ct);
        var viewer = new Viewer(relationship.Sides.A.Id);
        if (await IsImportedAsync(store, viewer, relationship, mail, ct))
        {
            Console.WriteLine(texts["demo.known"]);
            return ExitCode.Done;
        }

        var outcome = await new Importing(store, time, texts).RunAsync(viewer, relationship, [mail], keepBodies: false, ct);
        if (outcome.IsComplete)
        {
            // The story ends where its mail does, whoever wrote the last message.
            _ = await store.OpenAsync(Sample with { AsOf = outcome.Newest }, ct);
        }

        return Importing.ExitOf(outcome);
    }

    /// <summary>The ledger of the sample tells the same story as its mail.</summary>
    private static async Task PlayOnceAsync(TandemStore store, string path, TimeProvider time, Texts texts, CancellationToken ct)
    {
        var relationship = await store.Evidence.OpenAsync(Sample, ct);
        var viewer = new Viewer(relationship.Sides.A.Id);
        if (await store.Ledgers.CheckpointAsync(viewer, relationship.Id, null, ct) is not null)
        {
            return;
        }

        using var source = LedgerSource.Open(path);
        await using var desk = new LedgerDesk(store.Ledgers, time);
        var outcome = await new LedgerReplay(desk).RunAsync(viewer, relationship.Id, source.Lines(), null, ct);
        Console.WriteLine(texts.Say("demo.ledger", outcome.Taken, relationship.Sides.B.Name));
    }

    /// <summary>In the demo it is still the day on which the story ends, and time goes on from there: nothing somebody tries is late.</summary>
    private static async Task<TimeProvider> ClockOfTheStoryAsync(TandemStore store, Relationship sample, TimeProvider time, CancellationToken ct)
    {
        var last = (await store.Ledgers.OpenAsync(new(sample.Sides.A.Id), sample.Id, LedgerNeeds.None, ct))?.Head.LastRecorded;
        var now = time.GetUtcNow();
        var begins = sample.AsOf is { } ends && ends > (last ?? ends) ? ends : last ?? now;
        return begins < now ? new LateClock(time, begins - now) : time;
    }

    /// <summary>The same files (by name and size; copies differ in their times) in a run that was finished.</summary>
    private static async Task<bool> IsImportedAsync(IEvidenceStore store, Viewer viewer, Relationship relationship, string mail, CancellationToken ct)
    {
        var files = new MailReader().Files([mail]).Select(Known).ToHashSet();
        return (await store.RunsAsync(viewer, ct)).Any(run =>
            run.Relationship == relationship.Id && run.State == RunState.Done && files.SetEquals(run.Files.Select(Known)));

        static (string Name, long Bytes) Known(RunFile file) => (Path.GetFileName(file.Path), file.Bytes);
    }

    private static WorkingHours ClockOf(string zone) =>
        WorkingHours.Default with { Zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc };

    private sealed class LateClock(TimeProvider time, TimeSpan behind) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + behind;
    }
}
