using System.Collections.Immutable;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>One side's evidence: its runs, each with its own copies and its own book.</summary>
internal sealed class SimulatedEvidence(RelationshipId relationship, Key key)
{
    private readonly List<SimulatedRun> runs = [];

    public Key Key => key;

    public long Version { get; set; } = 1;

    public IEnumerable<ImportRun> Runs => runs.Select(run => run.Facts with { Added = AddedBy(run) });

    public SimulatedEvidenceWriter Begin(RunPlan plan, Lock door)
    {
        var run = runs.FindLast(r => r.Facts.State == RunState.Open && r.KeepBodies == plan.KeepBodies && r.Facts.Files.SequenceEqual(plan.Files));
        if (run is null)
        {
            var facts = new ImportRun(relationship, runs.Count + 1, RunState.Open, plan.StartedAt, null, plan.Files, default, 0, 0);
            runs.Add(run = new() { Facts = facts, KeepBodies = plan.KeepBodies });
        }

        return new(this, run, door);
    }

    public int AddedBy(SimulatedRun run) =>
        run.Facts.State == RunState.Undone ? run.Facts.Added : run.Copies.Count(copy => Stands(copy.Id)!.Value.Run == run);

    public bool Undo(int number)
    {
        var run = runs.Find(r => r.Facts.Number == number && r.Facts.State != RunState.Undone);
        if (run is null)
        {
            return false;
        }

        run.Facts = run.Facts with { State = RunState.Undone, Added = AddedBy(run) };
        Version++;
        return true;
    }

    public Correspondence Load()
    {
        var mail = new Correspondence();
        var books = runs.Where(r => r.Facts.State != RunState.Undone).ToDictionary(run => run, run => LayOver(mail.Addresses, run.Names));
        foreach (var (run, numbers) in books)
        {
            foreach (var copy in run.Copies)
            {
                copy.AddTo(mail, numbers);
            }
        }

        return mail;
    }

    public IReadOnlyDictionary<int, MessageText> Texts(Correspondence mail, IReadOnlyCollection<int> messages)
    {
        var texts = new Dictionary<int, MessageText>();
        foreach (var message in messages)
        {
            if (Stands(mail.IdOf(message)) is var (run, copy))
            {
                texts[message] = new(copy.Subject, copy.MessageId,
                    MessageText.At(run.Files.GetValueOrDefault(copy.Origin.File, ""), copy.Origin.Offset));
            }
        }

        return texts;
    }

    /// <summary>The copy that is the message: the one of the earliest run that saw it.</summary>
    private (SimulatedRun Run, SimulatedCopy Copy)? Stands(ulong id) => runs
        .Where(run => run.Facts.State != RunState.Undone && run.ById.ContainsKey(id))
        .Select(run => ((SimulatedRun, SimulatedCopy)?)(run, run.ById[id]))
        .FirstOrDefault();

    private static int[] LayOver(AddressBook book, ImmutableArray<SimulatedName> names)
    {
        var numbers = new int[names.Length];
        for (var at = 0; at < numbers.Length; at++)
        {
            numbers[at] = book.NumberOf(Encoding.UTF8.GetBytes(names[at].Address));
            book.Mark(numbers[at], names[at].Marks);
            if (names[at].Name is { } name)
            {
                book.NameFirst(numbers[at], name);
            }
        }

        return numbers;
    }
}

internal sealed class SimulatedRun
{
    public required ImportRun Facts { get; set; }

    public required bool KeepBodies { get; init; }

    public List<SimulatedCopy> Copies { get; } = [];

    public Dictionary<ulong, SimulatedCopy> ById { get; } = [];

    public Dictionary<int, string> Files { get; } = [];

    public ImmutableArray<SimulatedName> Names { get; set; } = [];
}

internal readonly record struct SimulatedName(string Address, AddressMarks Marks, string? Name);
