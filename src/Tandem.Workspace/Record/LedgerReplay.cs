using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Plays lines into a ledger as if both sides had just entered them: sides and instants are those of the lines.</summary>
public sealed class LedgerReplay(LedgerDesk desk)
{
    private const int LinesAtOnce = 2000;

    /// <summary>One is written, one decided upon, one read.</summary>
    private const int ChunksUnderWay = 3;

    /// <param name="tell">Told how many lines have been read.</param>
    /// <exception cref="InvalidOperationException">The ledger is out of the viewer's scope.</exception>
    public async Task<ReplayOutcome> RunAsync(
        Viewer viewer, RelationshipId id, IEnumerable<ReadOnlyMemory<byte>> lines, Action<long>? tell, CancellationToken ct)
    {
        var (number, taken, refusedCount) = (0L, 0L, 0L);
        var refused = new List<RefusedLine>();
        var underWay = new Queue<(NewLine[] Lines, Task<ImmutableArray<EntryAnswer>?> Answers)>();
        foreach (var chunk in lines.Chunk(LinesAtOnce))
        {
            var read = new NewLine[chunk.Length];
            Parallel.For(0, chunk.Length, at => read[at] = new(Line.Read(chunk[at]), Speaks: null));
            underWay.Enqueue((read, desk.EnterAsync(viewer, id, [.. read], ct)));
            if (underWay.Count == ChunksUnderWay)
            {
                await TakeAsync();
            }
        }

        while (underWay.Count > 0)
        {
            await TakeAsync();
        }

        async Task TakeAsync()
        {
            var (read, waiting) = underWay.Dequeue();
            var answers = await waiting ?? throw new InvalidOperationException("There is no such ledger in scope.");
            for (var at = 0; at < answers.Length; at++)
            {
                number++;
                if (answers[at] is not EntryAnswer.Refused { Refusal: var refusal })
                {
                    taken++;
                }
                else if (refusedCount++ < Limits.RefusalsListed)
                {
                    refused.Add(new(number, read[at].Line.Id, refusal));
                }
            }

            tell?.Invoke(number);
        }

        return new(taken, refusedCount, [.. refused]);
    }
}

/// <param name="Refused">At most <see cref="Limits.RefusalsListed"/> of them.</param>
public sealed record ReplayOutcome(long Taken, long RefusedCount, ImmutableArray<RefusedLine> Refused);

/// <param name="Line">From 1.</param>
public sealed record RefusedLine(long Line, EntryId Id, Refusal Refusal);
