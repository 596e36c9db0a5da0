using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Imports;

/// <summary>Files that somebody brought in, and how far their import is. What it tells is told to the own organization only.</summary>
public sealed class MailUpload : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private long bytesRead;
    private int messages;

    internal MailUpload(Guid id, Viewer viewer, Relationship relationship, UploadPlace place, bool keepBodies) =>
        (Id, Viewer, Relationship, Place, KeepsBodies, Bytes) = (id, viewer, relationship, place, keepBodies, place.Bytes);

    public Guid Id { get; }

    public Relationship Relationship { get; }

    public UploadState State { get; internal set; }

    /// <summary>The names of the files, as they were brought.</summary>
    public ImmutableArray<string> Files => Place.Names;

    public long Bytes { get; }

    /// <summary>Of the bytes as they lie on disk.</summary>
    public long BytesRead => Interlocked.Read(ref bytesRead);

    public int Messages => messages;

    /// <summary><c>null</c> until it ended.</summary>
    public ImportOutcome? Outcome { get; internal set; }

    internal Viewer Viewer { get; }

    internal UploadPlace Place { get; }

    internal bool KeepsBodies { get; }

    internal CancellationToken Stopped => stop.Token;

    public bool IsUnderWay => State is UploadState.Waits or UploadState.Reads;

    public void Dispose() => stop.Dispose();

    internal void Stop() => stop.Cancel();

    internal void Tell(ReadProgress progress)
    {
        Interlocked.Exchange(ref bytesRead, progress.BytesRead);
        messages = progress.Messages;
    }

    /// <summary>A place on disk is nobody's business but the program's.</summary>
    internal ImmutableArray<Problem> Named(ImmutableArray<Problem> problems) =>
        [.. problems.Select(problem => problem with { File = Plain(problem.File) })];

    private string Plain(string path) => path.Replace(Place.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}

public enum UploadState
{
    /// <summary>Another import of the organization is being read.</summary>
    Waits,
    Reads,
    Done,

    /// <summary>What was read stays; the same files brought again go on from there.</summary>
    Cancelled,

    /// <summary>Broken off by a fault of the machine.</summary>
    Failed,
}
