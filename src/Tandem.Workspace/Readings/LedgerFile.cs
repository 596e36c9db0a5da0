using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Deeds;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>The entries of a ledger outside any store: what a file of lines says, decided upon as a new relationship would.</summary>
/// <param name="Accepted">In their order.</param>
public sealed record LedgerFile(ImmutableArray<Statement> Accepted, ImmutableArray<RefusedAt> Refused)
{
    public static LedgerFile Read(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var record = new SharedRecord(RecordHead.Empty);
        var accepted = ImmutableArray.CreateBuilder<Statement>();
        var refused = ImmutableArray.CreateBuilder<RefusedAt>();
        foreach (var (at, utf8) in lines.Index())
        {
            var line = Line.Read(utf8);
            switch (Admission.Decide(record, line))
            {
                case Verdict.Accepted { Statement: var statement }:
                    _ = record.Apply(statement);
                    accepted.Add(statement);
                    break;
                case Verdict.Refused { Refusal: var refusal }:
                    refused.Add(new(at + 1, line.Id.Value ?? WrittenId(utf8), refusal));
                    break;
            }
        }

        return new(accepted.ToImmutable(), refused.ToImmutable());
    }

    /// <summary>The instant from which all of it is seen, as long as that is not in the future; <c>null</c> without an entry.</summary>
    public DateTimeOffset? Newest(DateTimeOffset now) => Accepted.IsEmpty ? null
        : Accepted.Select(s => s.Recorded).Concat(Accepted.Select(s => s.Occurred))
            .Where(instant => instant <= now && instant >= DateTimeOffset.UnixEpoch).DefaultIfEmpty(now).Max();

    /// <summary>The reading at an instant.</summary>
    /// <param name="own">Waits from evidence that only one side has: then it is that side's private reading.</param>
    public SharedReading ReadAt(DateTimeOffset at, Sides<WorkingHours> hours, Sides<ImmutableArray<ReplyTime>>? own = null) =>
        SharedReading.Of(Course.Of(Accepted, at), WorkingTimes(hours, at), own);

    /// <summary>The working time that a reading at an instant looks back on.</summary>
    public static Sides<WorkingTime> WorkingTimes(Sides<WorkingHours> hours, DateTimeOffset at) =>
        hours.Select(h => h.Between(at - WaitWindow, at));

    /// <summary>The id as it stands in a line that is none.</summary>
    private static string? WrittenId(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement is { ValueKind: JsonValueKind.Object } line && line.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A little more than the waits of a reading reach back.</summary>
    private static TimeSpan WaitWindow { get; } = TimeSpan.FromDays(190);
}
