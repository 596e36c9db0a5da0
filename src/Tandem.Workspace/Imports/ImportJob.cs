using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Imports;

/// <summary>
/// Brings a side's mail into its private evidence of one relationship: a run that tells how far it is, can be cancelled
/// and continued, survives being killed, and can be taken back as a whole.
/// </summary>
public sealed class ImportJob(IMailSource source, IEvidenceStore store, TimeProvider time)
{
    /// <param name="paths">Mailboxes, folders, archives.</param>
    /// <param name="keepBodies">Whether the side chose to keep the texts of its messages.</param>
    /// <param name="progress">Told several times a second.</param>
    /// <returns>What came of it; the run stays open when it was cancelled.</returns>
    public async Task<ImportOutcome> RunAsync(
        Viewer viewer, Relationship relationship, IReadOnlyList<string> paths, bool keepBodies, Action<ReadProgress> progress, CancellationToken ct)
    {
        var plan = new RunPlan([.. source.Files(paths)], time.GetUtcNow(), keepBodies);
        using var writer = await store.BeginRunAsync(viewer, relationship.Id, plan, ct)
            ?? throw new ArgumentException("The relationship is not in the viewer's scope.", nameof(relationship));
        var parties = relationship.Sides.Select(side => side.Party);
        var sink = new EvidenceSink(writer, new Relevance(parties, relationship.SideOf(viewer)), progress, time);
        source.Read(paths, new(parties, writer.Run.Position, Texts: true, Bodies: keepBodies), sink, ct);
        sink.Commit();
        if (!ct.IsCancellationRequested)
        {
            writer.Finish(time.GetUtcNow());
        }

        return new(writer.Run, !ct.IsCancellationRequested, sink.Read, sink.Newest, [.. sink.Problems], sink.ProblemCount);
    }

    /// <summary>Keeps what is evidence and commits now and then.</summary>
    private sealed class EvidenceSink(IEvidenceWriter writer, Relevance relevance, Action<ReadProgress> progress, TimeProvider time) : IMailSink
    {
        private const int MessagesPerCommit = 20_000;
        private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(1);

        private readonly List<int> stored = []; // by number in the run's own book; -1 while nothing kept names the address
        private readonly List<int> to = [];
        private readonly List<int> cc = [];
        private readonly long latestPlausible = (time.GetUtcNow() + ReadingOptions.ClockSlack).ToUnixTimeSeconds();
        private long committedAt = time.GetTimestamp();
        private int pending;
        private ReadPosition reached = writer.Run.Position;

        /// <summary>Everybody in the mailbox; only those whom evidence names go into the stored book.</summary>
        public AddressBook Addresses { get; } = new();

        public Key Key => writer.Key;

        public List<Problem> Problems { get; } = [];

        public int ProblemCount { get; private set; }

        public int Read { get; private set; }

        public DateTimeOffset? Newest { get; private set; }

        public void Enter(int number, MailFile file) => writer.Enter(number, file.Name);

        public void Accept(in Message message, in MessageWords words)
        {
            Read++;
            if (message.SentAt <= latestPlausible && (Newest is null || message.SentAt > Newest.Value.ToUnixTimeSeconds()) && message.SentAt > 0)
            {
                Newest = DateTimeOffset.FromUnixTimeSeconds(message.SentAt);
            }

            if (relevance.Keeps(message, Addresses))
            {
                pending++;
                Fill(to, message.To);
                Fill(cc, message.Cc);
                writer.Add(message.With(Stored(message.Author), CollectionsMarshal.AsSpan(to), CollectionsMarshal.AsSpan(cc)), words);
            }
        }

        public void Report(Problem problem)
        {
            ProblemCount++;
            if (Problems.Count < Limits.ProblemsListed)
            {
                Problems.Add(problem.Cleaned);
            }
        }

        void IMailSink.Advance(in ReadProgress far)
        {
            reached = far.Next;
            progress(far);
            if (pending >= MessagesPerCommit || time.GetElapsedTime(committedAt) > CommitEvery)
            {
                Commit();
            }
        }

        public void Commit()
        {
            for (var address = 0; address < stored.Count; address++)
            {
                Describe(address);
            }

            writer.Commit(reached);
            (pending, committedAt) = (0, time.GetTimestamp());
        }

        private void Fill(List<int> numbers, ReadOnlySpan<int> addresses)
        {
            numbers.Clear();
            foreach (var address in addresses)
            {
                numbers.Add(Stored(address));
            }
        }

        private int Stored(int address)
        {
            if (address < 0)
            {
                return address;
            }

            while (stored.Count <= address)
            {
                stored.Add(-1);
            }

            if (stored[address] < 0)
            {
                stored[address] = writer.Addresses.NumberOf(Addresses[address]);
                Describe(address);
            }

            return stored[address];
        }

        /// <summary>What is known of an address may grow while the mailbox is read.</summary>
        private void Describe(int address)
        {
            if (stored[address] is var number and >= 0)
            {
                writer.Addresses.Mark(number, Addresses.MarksOf(address));
                if (Addresses.NameOf(address) is { } name)
                {
                    writer.Addresses.NameFirst(number, name);
                }
            }
        }
    }
}

/// <param name="IsComplete"><c>false</c> when it was cancelled; the same command continues it.</param>
/// <param name="Read">Messages read in this go, relevant or not.</param>
/// <param name="Newest">The newest plausible date among them.</param>
public sealed record ImportOutcome(
    ImportRun Run, bool IsComplete, int Read, DateTimeOffset? Newest, ImmutableArray<Problem> Problems, int ProblemCount);
