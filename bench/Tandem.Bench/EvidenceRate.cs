using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Bench;

/// <summary>
/// Evidence into the store and out again, without a mail reader in front: <c>store [MESSAGES] [CONNECTION STRING]</c>.
/// Twice in, because the second time every message is known already.
/// </summary>
internal static class EvidenceRate
{
    private const int CommitEvery = 20_000;
    private const int People = 5_000;

    public static async Task RunAsync(string[] args)
    {
        var messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("tandem-bench-");
        try
        {
            var options = args.Length > 1 ? new StoreOptions(args[1]) : StoreOptions.In(folder.FullName);
            await using var store = await TandemStore.OpenAsync(options, CancellationToken.None);
            await MeasureAsync(store.Evidence, messages);
            var size = folder.GetFiles().Sum(file => file.Length);
            Say($"on disk {size / 1e6:0} MB; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(IEvidenceStore store, int messages)
    {
        var relationship = await store.OpenAsync(
            new("Ours", Party.Of([$"ours{messages}.example"]), "Theirs", Party.Of([$"theirs{messages}.example"])), CancellationToken.None);
        var viewer = new Viewer(relationship.Sides.A.Id);
        foreach (var name in (string[])["first import", "second import"])
        {
            await TimeAsync(name, messages, () => ImportAsync(store, viewer, relationship, name, messages));
        }

        Say($"peak memory while importing {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        await TimeAsync("load", messages, () => store.LoadMailAsync(viewer, relationship.Id, CancellationToken.None));
        await TimeAsync("undo of the second", messages, () => store.UndoRunAsync(viewer, relationship.Id, 2, CancellationToken.None));
    }

    private static async Task ImportAsync(IEvidenceStore store, Viewer viewer, Relationship relationship, string name, int messages)
    {
        var plan = new RunPlan([new(name, messages, 0)], DateTimeOffset.UnixEpoch, KeepBodies: false);
        using var writer = (await store.BeginRunAsync(viewer, relationship.Id, plan, CancellationToken.None))!;
        writer.Enter(0, name);
        for (var message = 0; message < messages; message++)
        {
            Add(writer, message);
            if ((message + 1) % CommitEvery == 0)
            {
                writer.Commit(new(0, message + 1));
            }
        }

        writer.Finish(DateTimeOffset.UnixEpoch);
    }

    private static void Add(IEvidenceWriter writer, int message)
    {
        Span<byte> id = stackalloc byte[64];
        var length = IdOf(message, id);
        Span<byte> other = stackalloc byte[64];
        Span<ulong> references = stackalloc ulong[message % 4];
        for (var at = 0; at < references.Length; at++)
        {
            references[at] = writer.Key.Of(other[..IdOf(Math.Max(0, message - at - 1), other)]);
        }

        var author = Person(writer, message % People);
        writer.Add(
            new()
            {
                Id = writer.Key.Of(id[..length]),
                SentAt = 1_500_000_000 + (message * 60L),
                Author = author,
                To = [Person(writer, (message * 7) % People)],
                Cc = [Person(writer, (message * 11) % People), Person(writer, (message * 13) % People)],
                InReplyTo = references.Length > 0 ? references[..1] : default,
                References = references,
                Traits = Traits.None,
                Origin = new(0, message * 8000L),
            },
            new() { MessageId = id[..length], Subject = "Re: a subject of the usual length, about something" });
    }

    private static int IdOf(int message, Span<byte> into)
    {
        Encoding.ASCII.TryGetBytes($"20260302.{message:x8}.a94f1c77d2@mail.ours.example", into, out var length);
        return length;
    }

    private static int Person(IEvidenceWriter writer, int person)
    {
        Span<byte> address = stackalloc byte[40];
        Encoding.ASCII.TryGetBytes($"person{person}@ours.example", address, out var length);
        return writer.Addresses.NumberOf(address[..length]);
    }

    private static async Task TimeAsync(string what, int messages, Func<Task> work)
    {
        var (start, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - worked).TotalSeconds; // tells what a busy machine would have hidden
        Say($"{what}: {messages / seconds:0} messages/s ({seconds:0.00} s; {messages / cpu:0} a second of CPU)");
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
