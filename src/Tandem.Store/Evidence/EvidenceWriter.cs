using System.Text;
using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>
/// One run's way into the tables: gathers messages, and hands them to the database in batches inside a transaction that
/// ends with the run's position. How rows are written is the database's own business.
/// </summary>
internal abstract class EvidenceWriter(EvidencePlace place, ImportRun run, bool keepBodies) : IEvidenceWriter
{
    private readonly EvidenceBatch batch = new();
    private readonly List<(int Number, string Name)> files = [];
    private int seen = run.Seen;
    private int added = run.Added;
    private bool changed;

    public ImportRun Run { get; private set; } = run;

    public AddressBook Addresses => Book.Addresses;

    public Key Key { get; } = new(place.Salt);

    protected EvidencePlace Place => place;

    protected RunBook Book { get; } = new();

    public void Enter(int file, string name) => files.Add((file, Utf8Text.Storable(name)));

    public void Add(in Message message, in MessageWords words)
    {
        batch.Add(message, words, seen++, keepBodies);
        if (batch.IsFull)
        {
            Flush();
        }
    }

    public void Commit(ReadPosition position) => Keep(Run with { Position = position });

    public void Finish(DateTimeOffset at) => Keep(Run with { State = RunState.Done, FinishedAt = at });

    public abstract void Dispose();

    protected long AddressKey(string address) => unchecked((long)Key.Of(Encoding.UTF8.GetBytes(address)));

    /// <summary>Begins a transaction that no other writer to the same evidence can be in; does nothing inside one.</summary>
    protected abstract void Begin();

    /// <summary>Stores the addresses that are new to the run, and what the run says of all that changed.</summary>
    /// <returns>Whether anything changed.</returns>
    protected abstract bool WriteAddresses();

    /// <summary>Stores the files that began since the last time; those of a continued run are there already.</summary>
    protected abstract void WriteFiles(IReadOnlyList<(int Number, string Name)> entered);

    /// <returns>How many of the messages were new.</returns>
    protected abstract int WriteMessages(EvidenceBatch messages);

    /// <summary>Stores the run as it is now, if it still is as it was; ends the transaction.</summary>
    /// <returns><c>false</c> when somebody else has continued or undone the run.</returns>
    protected abstract bool End(ImportRun before, ImportRun now, bool evidenceChanged);

    /// <summary>Ends the transaction as if it had never begun; does nothing outside one.</summary>
    protected abstract void Abandon();

    private void Keep(ImportRun next)
    {
        Flush();
        next = next with { Seen = seen, Added = added };
        if (!End(Run, next, changed))
        {
            Abandon();
            throw new InvalidOperationException($"Run {Run.Number} was continued or undone by another process.");
        }

        Run = next;
        changed = false;
    }

    private void Flush()
    {
        Begin();
        WriteFiles(files);
        files.Clear();
        changed |= WriteAddresses();
        batch.Settle(Book.SideNumbers, Key);
        var fresh = WriteMessages(batch);
        added += fresh;
        changed |= fresh > 0;
        batch.Clear();
    }
}
