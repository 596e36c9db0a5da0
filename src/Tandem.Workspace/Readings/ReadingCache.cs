using System.Collections.Concurrent;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Readings;

/// <summary>Readings already made, by viewer, relationship and the version of its evidence. Same inputs, same figures.</summary>
public sealed class ReadingCache(TimeProvider time)
{
    private readonly ConcurrentDictionary<(OrganizationId Viewer, RelationshipId Relationship), (long Version, MailReading? Reading)> known = new();

    public async Task<MailReading?> ReadAsync(Viewer viewer, Relationship relationship, IEvidenceStore store, CancellationToken ct)
    {
        var place = (viewer.Organization, relationship.Id);
        var version = await store.EvidenceVersionAsync(viewer, relationship.Id, ct);
        if (known.TryGetValue(place, out var made) && made.Version == version)
        {
            return made.Reading;
        }

        var reading = await StoredReading.MakeAsync(viewer, relationship, store, time.GetUtcNow() + ReadingOptions.ClockSlack, ct);
        known[place] = (version, reading);
        return reading;
    }
}
