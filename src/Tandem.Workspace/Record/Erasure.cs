using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>
/// Erases what people wrote: a redaction for each entry, and with it texts, salts and keys are destroyed. Facts stay, and
/// so does every proof.
/// </summary>
public sealed class Erasure(ILedgerStore store, LedgerDesk desk, TimeProvider time)
{
    /// <summary>The texts that a wish means and that are still there.</summary>
    public async Task<ErasurePlan> PlanAsync(Viewer viewer, RelationshipId id, ErasureWish wish, CancellationToken ct)
    {
        var meant = new List<PlannedErasure>();
        var withdrawals = new Dictionary<EntryId, EntryId>();
        await foreach (var entry in store.ReadAsync(viewer, id, 1, ct))
        {
            if (entry.Statement.Fact is Withdrawal { Of: var withdrawn })
            {
                withdrawals[withdrawn] = entry.Id;
            }

            var groups = entry.Statement.Texts.Select(text => text.Name)
                .Where(name => wish.Groups.IsEmpty || wish.Groups.Contains(name)).ToImmutableArray();
            if (wish.Means(entry) && !groups.IsEmpty)
            {
                meant.Add(new(entry.Id, entry.Sequence, groups, entry.Id));
            }
        }

        return new([.. meant.Select(entry => entry with { Through = withdrawals.GetValueOrDefault(entry.Id, entry.Id) })]);
    }

    public async Task<ErasureOutcome> RunAsync(Viewer viewer, RelationshipId id, ErasurePlan plan, ErasureAuthor author, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var lines = plan.Entries.Select(entry => new NewLine(Line.Read(LineOf(entry, author, now), now), author.Side));
        var answers = await desk.EnterAsync(viewer, id, [.. lines], ct) ?? throw new InvalidOperationException("There is no such ledger in scope.");
        return new(
            [.. answers.OfType<EntryAnswer.Sealed>().Select(answer => answer.Sequence)],
            plan.Entries.Zip(answers).Where(pair => pair.Second is EntryAnswer.Sealed).Sum(pair => pair.First.Groups.Length),
            [.. answers.OfType<EntryAnswer.Refused>().Select(answer => answer.Refusal).Distinct()]);
    }

    private static byte[] LineOf(PlannedErasure entry, ErasureAuthor author, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("id", $"erase-{Guid.NewGuid():n}");
            json.WriteString("kind", "redaction");
            json.WriteString("side", author.Side.ToString());
            json.WriteString("by", author.By);
            json.WriteString("occurred", Instant.Write(Instant.Cut(now)));
            json.WriteStartObject("body");
            json.WriteString("of", entry.Through.Value);
            json.WriteStartArray("groups");
            foreach (var group in entry.Groups)
            {
                json.WriteStringValue(entry.Through == entry.Id ? group : EraseText.OfWithdrawn + group);
            }

            json.WriteEndArray();
            json.WriteString("ground", author.Ground);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}

/// <param name="Person">Everything that this pseudonym wrote; or <c>null</c>.</param>
/// <param name="Side">Only where it wrote for this side.</param>
/// <param name="Entry">Or the texts of this entry.</param>
/// <param name="Groups">Only these groups; empty for all.</param>
public sealed record ErasureWish(string? Person, Side? Side, EntryId? Entry, ImmutableArray<string> Groups)
{
    internal bool Means(Entry entry) => Entry is { } id
        ? entry.Id == id
        : entry.Statement.By == Person && (Side is null || entry.Statement.Side == Side);
}

/// <summary>On whose behalf and ground a text is erased; both sides see it.</summary>
public sealed record ErasureAuthor(Side Side, string By, string Ground);

public sealed record ErasurePlan(ImmutableArray<PlannedErasure> Entries)
{
    public bool IsEmpty => Entries.IsEmpty;

    public int TextCount => Entries.Sum(entry => entry.Groups.Length);
}

/// <param name="Through">The entry that the redaction names: itself, or its withdrawal.</param>
public sealed record PlannedErasure(EntryId Id, long Sequence, ImmutableArray<string> Groups, EntryId Through);

/// <param name="Entries">The redactions, by sequence.</param>
/// <param name="TextCount">The texts that they erased.</param>
public sealed record ErasureOutcome(ImmutableArray<long> Entries, int TextCount, ImmutableArray<Refusal> Refused);
