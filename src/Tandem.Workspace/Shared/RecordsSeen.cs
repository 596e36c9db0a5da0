using System.Collections.Concurrent;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>
/// Which records were found to go on from what their readers were shown before. A record that has grown is looked at again at once,
/// one that has not once a minute.
/// </summary>
internal sealed class RecordsSeen
{
    private const int Most = 100_000;
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(OrganizationId, RelationshipId), (long Size, DateTimeOffset At)> known = new();

    public bool IsKnown(OrganizationId organization, RelationshipId id, long size, DateTimeOffset now) =>
        known.TryGetValue((organization, id), out var seen) && seen.Size == size && (now - seen.At).Duration() < Believed;

    public void Know(OrganizationId organization, RelationshipId id, long size, DateTimeOffset now)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[(organization, id)] = (size, now);
    }
}
