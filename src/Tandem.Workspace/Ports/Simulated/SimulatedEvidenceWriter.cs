using Tandem.Core.Evidence;

namespace Tandem.Workspace.Ports.Simulated;

internal sealed class SimulatedEvidenceWriter : IEvidenceWriter
{
    private readonly SimulatedEvidence evidence;
    private readonly SimulatedRun run;
    private readonly Lock door;
    private readonly List<SimulatedCopy> pending = [];
    private readonly Dictionary<int, string> entered = [];

    public SimulatedEvidenceWriter(SimulatedEvidence evidence, SimulatedRun run, Lock door)
    {
        (this.evidence, this.run, this.door) = (evidence, run, door);
        Run = run.Facts;
        foreach (var name in run.Names)
        {
            var number = Addresses.NumberOf(name.Address);
            Addresses.Mark(number, name.Marks);
            if (name.Name is not null)
            {
                Addresses.NameFirst(number, name.Name);
            }
        }
    }

    public ImportRun Run { get; private set; }

    public AddressBook Addresses { get; } = new();

    public Key Key => evidence.Key;

    public void Enter(int file, string name) => entered.TryAdd(file, name);

    public void Add(in Message message, in MessageWords words) => pending.Add(new(message, words));

    public void Commit(ReadPosition position) => Keep(Run with { Position = position });

    public void Finish(DateTimeOffset at) => Keep(Run with { State = RunState.Done, FinishedAt = at });

    public void Dispose()
    {
    }

    private void Keep(ImportRun next)
    {
        lock (door)
        {
            var now = run.Facts;
            if (now.State != RunState.Open || now.Seen != Run.Seen || now.Position != Run.Position)
            {
                throw new InvalidOperationException($"Run {Run.Number} was continued or undone by another process.");
            }

            run.Facts = next with { Seen = now.Seen + pending.Count };
            var changed = KeepCopies() | KeepNames();
            run.Facts = Run = run.Facts with { Added = evidence.AddedBy(run) };
            evidence.Version += changed ? 1 : 0;
        }
    }

    private bool KeepCopies()
    {
        var before = evidence.AddedBy(run);
        foreach (var copy in pending)
        {
            if (run.ById.TryAdd(copy.Id, copy))
            {
                run.Copies.Add(copy);
            }
        }

        pending.Clear();
        foreach (var (file, name) in entered)
        {
            run.Files.TryAdd(file, name);
        }

        return evidence.AddedBy(run) > before;
    }

    private bool KeepNames()
    {
        var before = run.Names;
        run.Names = [.. Enumerable.Range(0, Addresses.Count)
            .Select(at => new SimulatedName(Addresses[at], Addresses.MarksOf(at), Addresses.NameOf(at)))];
        return !run.Names.SequenceEqual(before);
    }
}
