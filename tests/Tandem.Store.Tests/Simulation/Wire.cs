using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests.Simulation;

/// <summary>What goes wrong with the next write.</summary>
internal enum Fault
{
    None,

    /// <summary>The store is busy: nothing was written.</summary>
    Busy,

    /// <summary>It was written, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The process dies before the write.</summary>
    CrashBefore,

    /// <summary>The process dies after the write.</summary>
    CrashAfter,
}

/// <summary>The line between one server process and the store: it can be slow, and it can break.</summary>
internal sealed class Wire(ILedgerStore store, DerivedRows rows) : PassingLedgerStore(store)
{
    public Fault Next { get; set; }

    /// <summary>What another process does just before the next write of this one arrives.</summary>
    public Func<Task>? Overtake { get; set; }

    /// <summary>Keeps the process waiting while requests gather.</summary>
    public Pause? Hold { get; set; }

    public override async Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct)
    {
        if (Hold is { } pause)
        {
            Hold = null;
            await pause.WaitAsync();
        }

        return await base.OpenAsync(viewer, id, needs, ct);
    }

    public override async Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct)
    {
        if (Overtake is { } overtake)
        {
            Overtake = null;
            await overtake();
        }

        var fault = Next;
        Next = Fault.None;
        if (fault is Fault.Busy or Fault.CrashBefore)
        {
            throw new IOException("The store is busy.");
        }

        var written = await base.WriteAsync(writes, ct);
        foreach (var write in writes.Zip(written).Where(pair => pair.Second).Select(pair => pair.First))
        {
            rows.Take(write);
        }

        return fault is Fault.None ? written : throw new IOException("The answer is lost.");
    }
}

internal sealed class Pause
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => reached.Task;

    public void Release() => released.SetResult();

    public Task WaitAsync()
    {
        reached.TrySetResult();
        return released.Task;
    }
}

/// <summary>What a store keeps of the states that desks hand it: no fold, only the rows as they were written last.</summary>
internal sealed class DerivedRows
{
    private readonly Dictionary<long, string> rows = [];

    public RecordHead Head { get; private set; } = RecordHead.Empty;

    public void Take(LedgerWrite write)
    {
        Head = write.Head;
        foreach (var state in write.Changed.Concat(write.New.Select(made => made.State)))
        {
            rows[state.Sequence] = Of(state);
        }
    }

    public string this[long sequence] => rows.GetValueOrDefault(sequence, "nothing");

    /// <summary>All that a later entry's fate can depend on.</summary>
    public static string Of(EntryState state) => FormattableString.Invariant(
        $"{state.Sequence} {state.Id} {state.Favours} {state.LapsesAt?.UtcTicks} c{state.ConfirmedBy} d{state.DisputedBy} w{state.WithdrawnBy} ")
        + FormattableString.Invariant($"g{state.AgreedBy} a{state.AnsweredBy} o{state.ConsentedBy} {state.IsConsented}");
}
