using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Plays lines into a ledger as if both sides had just entered them: sides and instants are those of the lines.</summary>
public sealed class LedgerReplay(LedgerDesk desk)
{
    private const int LinesAtOnce = 2000;

    /// <param name="tell">Told how many lines have been read.</param>
    /// <exception cref="InvalidOperationException">The ledger is out of the viewer's scope.</exception>
    public async Task<ReplayOutcome> RunAsync(
        Viewer viewer, RelationshipId id, IEnumerable<ReadOnlyMemory<byte>> lines, Action<long>? tell, CancellationToken ct)
    {
        var (number, taken) = (0L, 0L);
        var refused = new List<RefusedLine>();
        var refusedCount = 0L;
        foreach (var chunk in lines.Chunk(LinesAtOnce))
        {
            var read = new NewLine[chunk.Length];
            Parallel.For(0, chunk.Length, at => read[at] = new(Line.Read(chunk[at]), Speaks: null));
            var answers = await desk.EnterAsync(viewer, id, [.. read], ct) ?? throw new InvalidOperationException("There is no such ledger in scope.");
            for (var at = 0; at < answers.Length; at++)
            {
                if (answers[at] is EntryAnswer.Refused { Refusal: var refusal })
                {
                    refusedCount++;
                    if (refused.Count < Limits.RefusalsListed)
                    {
                        refused.Add(new(number + at + 1, read[at].Line.Id, refusal));
                    }
                }
                else
                {
                    taken++;
                }
            }

            number += chunk.Length;
            tell?.Invoke(number);
        }

        return new(taken, refusedCount, [.. refused]);
    }
}

/// <param name="Refused">At most <see cref="Limits.RefusalsListed"/> of them.</param>
public sealed record ReplayOutcome(long Taken, long RefusedCount, ImmutableArray<RefusedLine> Refused);

/// <param name="Line">From 1.</param>
public sealed record RefusedLine(long Line, EntryId Id, Refusal Refusal);
