using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>An entry as a page shows it to one reader.</summary>
/// <param name="Deeds">What this reader may do about it now.</param>
/// <param name="IsLate">A commitment past its day with nothing said of it.</param>
public sealed record EntryView(ShownEntry Entry, OpenDeeds Deeds, bool IsLate)
{
    public static ImmutableArray<EntryView> Of(
        IEnumerable<ShownEntry> entries, IReadOnlyDictionary<EntryId, ShownEntry> named, DeedsAtHand hands, DateTimeOffset at) =>
    [
        .. entries.Select(entry =>
        {
            var deeds = hands.Of(entry, named);
            return new EntryView(entry, deeds, deeds.HasFlag(OpenDeeds.Resolve) && entry.State.Said is Commitment { Due: var due } && due < at);
        }),
    ];
}
