using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Readings;

/// <summary>What a side's own mail adds to a reading. It never leaves that side.</summary>
public static class OwnEvidence
{
    /// <summary>The waits of the last 180 days, by the side that owes the reply; <c>null</c> without mail in the viewer's scope.</summary>
    public static async Task<Sides<ImmutableArray<ReplyTime>>?> WaitsAsync(
        Viewer viewer, Relationship relationship, IEvidenceStore store, DateTimeOffset at, CancellationToken ct)
    {
        var evidence = await store.LoadMailAsync(viewer, relationship.Id, ct);
        return evidence is null || evidence.Mail.Count == 0
            ? null
            : DraftReading.Of(evidence.Mail, StoredReading.OptionsFor(viewer, relationship, at) with { At = at }).Times;
    }
}
