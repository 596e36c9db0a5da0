using System.Collections.Immutable;
using System.Diagnostics;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Store.Tests.Simulation;

/// <summary>
/// Says what a request must be answered: it holds the whole ledger, decides one line after the other, and knows of no
/// batches, stores, retries or crashes.
/// </summary>
internal sealed class Oracle(RelationshipId relationship)
{
    private readonly Dictionary<IdempotencyKey, EntryId> used = [];

    public SharedRecord Record { get; } = new(RecordHead.Empty);

    /// <summary>The texts that must still be there, by entry and group.</summary>
    public Dictionary<(long Sequence, string Name), string> Texts { get; } = [];

    public List<Statement> Statements { get; } = [];

    /// <summary>Which refusals there were.</summary>
    public HashSet<RefusalCode> Provoked { get; } = [];

    public ImmutableArray<string> Answer(IEnumerable<NewLine> lines, DateTimeOffset now) => [.. lines.Select(line => Answer(line, now))];

    public static string Said(EntryAnswer answer) => answer switch
    {
        EntryAnswer.Sealed { WasThere: true } there => $"was there as {there.Id} {there.Sequence}",
        EntryAnswer.Sealed made => $"sealed as {made.Id} {made.Sequence}",
        EntryAnswer.Refused { Refusal: var refusal } => $"refused: {Refusal.Word(refusal.Code)} {refusal.Member} {refusal.Found}".TrimEnd(),
        _ => throw new UnreachableException(),
    };

    private string Answer(NewLine given, DateTimeOffset now)
    {
        var answer = Decide(given, now);
        if (answer is EntryAnswer.Refused { Refusal.Code: var code })
        {
            Provoked.Add(code);
        }

        return Said(answer);
    }

    private EntryAnswer Decide(NewLine given, DateTimeOffset now)
    {
        var line = given.Speaks is null ? given.Line : Stamped(given.Line, now);
        var key = given.Key is { } word ? new IdempotencyKey(given.Speaks ?? default, word) : default(IdempotencyKey?);
        if (key is { } name && used.TryGetValue(name, out var earlier))
        {
            var there = Record.Find(earlier)!;
            return line.Statement is { } again && line.Id == earlier && again.Side == there.Side
                && again.Fact.Kind == there.Statement.Fact.Kind && again.Body.Span.SequenceEqual(there.Statement.Body.Span)
                ? new EntryAnswer.Sealed(earlier, there.Sequence, null, WasThere: true)
                : new EntryAnswer.Refused(new(RefusalCode.DuplicateId, "key", earlier.Value));
        }

        if (line is { Refusal: null, Statement.Side: var side } && given.Speaks is { } speaks && speaks != side)
        {
            return new EntryAnswer.Refused(new(RefusalCode.WrongAuthor, "side", side.ToString()));
        }

        return Admission.Decide(Record, line) switch
        {
            Verdict.Refused { Refusal: var refusal } => new EntryAnswer.Refused(refusal),
            Verdict.Accepted { Statement: var said } when !IsSealedRightly(said, isLive: given.Speaks is not null) =>
                new EntryAnswer.Refused(new(RefusalCode.BadSeal, "seal")),
            Verdict.Accepted { Statement: var said } => Enter(said, key),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Nothing can be gone that has not been there; and nobody signs here.</summary>
    private bool IsSealedRightly(Statement statement, bool isLive) => statement.Seal is not { } seal
        || (!(isLive && !seal.Erased.IsEmpty) && !(seal.Relationship == relationship && seal.Signature is not null));

    private EntryAnswer.Sealed Enter(Statement statement, IdempotencyKey? key)
    {
        var state = Record.Apply(statement);
        Statements.Add(statement);
        foreach (var text in statement.Texts)
        {
            Texts.Add((state.Sequence, text.Name), text.Text);
        }

        if (key is { } name)
        {
            used.Add(name, statement.Id);
        }

        if (statement.Fact is Redaction redaction)
        {
            foreach (var (reached, groups) in EraseText.Reach(Record, redaction))
            {
                groups.ToList().ForEach(group => Texts.Remove((reached.Sequence, group)));
            }
        }

        return new(statement.Id, state.Sequence, null);
    }

    private Line Stamped(Line line, DateTimeOffset now)
    {
        var recorded = Record.Head.LastRecorded is { } last && last > now ? last : now;
        return line with
        {
            Recorded = line.Recorded is null ? null : recorded,
            Statement = line.Statement is { } said ? said with { Recorded = recorded } : null,
        };
    }
}
