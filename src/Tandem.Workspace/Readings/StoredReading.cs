using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Readings;

/// <summary>Makes the reading of a relationship from the evidence that is stored.</summary>
internal static class StoredReading
{
    public static async Task<MailReading?> MakeAsync(Viewer viewer, Relationship relationship, IEvidenceStore store,
        DateTimeOffset latestPlausible, CancellationToken ct)
    {
        var evidence = await store.LoadMailAsync(viewer, relationship.Id, ct);
        if (evidence is null || evidence.Mail.Count == 0)
        {
            return null;
        }

        var draft = DraftReading.Of(evidence.Mail, OptionsFor(viewer, relationship, latestPlausible) with { At = relationship.AsOf });
        var texts = await store.TextsAsync(viewer, relationship.Id, evidence.Mail, draft.Mentioned, ct);
        return draft.With(texts);
    }

    /// <summary>How a viewer's own mail about a relationship is read.</summary>
    public static ReadingOptions OptionsFor(Viewer viewer, Relationship relationship, DateTimeOffset latestPlausible) => new()
    {
        Parties = relationship.Sides.Select(side => side.Party),
        Names = relationship.Sides.Select(side => side.Name),
        Hours = relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default),
        Own = relationship.SideOf(viewer),
        LatestPlausible = latestPlausible,
    };
}
