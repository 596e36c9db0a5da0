using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>Files of letters, and the errand of importing them.</summary>
internal sealed class Mailbox(params Letter[][] files)
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public string Name { get; init; } = "box";

    public bool KeepBodies { get; init; }

    public RunPlan Plan => new([.. files.Select((file, at) => new RunFile(PathOf(at), file.Length * 100, 7))], Monday, KeepBodies);

    /// <summary>Imports everything that is not imported yet, committing after every so many letters.</summary>
    /// <param name="onCommit">Called after each commit; <c>false</c> leaves the run as it is, as a crash would.</param>
    public async Task<ImportRun> ImportAsync(
        IEvidenceStore store, Viewer viewer, RelationshipId id, int every = 100, Func<bool>? onCommit = null)
    {
        using var writer = await store.BeginRunAsync(viewer, id, Plan, CancellationToken.None)
            ?? throw new InvalidOperationException("Out of scope.");
        var start = writer.Run.Position;
        var sinceCommit = 0;
        for (var file = start.File; file < files.Length; file++)
        {
            writer.Enter(file, PathOf(file));
            for (var at = file == start.File ? (int)start.Offset : 0; at < files[file].Length; at++)
            {
                files[file][at].Deliver(writer, new(file, at));
                if (++sinceCommit % every != 0)
                {
                    continue;
                }

                writer.Commit(new(file, at + 1));
                if (onCommit?.Invoke() == false)
                {
                    return writer.Run;
                }
            }
        }

        writer.Finish(Monday.AddHours(1));
        return writer.Run;
    }

    private string PathOf(int file) => $"{Name}/{file}.mbox";
}
