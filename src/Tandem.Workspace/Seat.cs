using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace;

/// <summary>
/// A seat at the table: everything one viewer can do. Pages, commands and the API are thin translations of these calls.
/// </summary>
public sealed class Seat(Viewer viewer, IEvidenceStore store, ReadingCache readings)
{
    public Viewer Viewer => viewer;

    /// <summary>All relationships of the viewer with their readings, those where most is waiting first.</summary>
    public async Task<ImmutableArray<PortfolioLine>> PortfolioAsync(CancellationToken ct)
    {
        var lines = new List<PortfolioLine>();
        foreach (var relationship in await store.RelationshipsAsync(viewer, ct))
        {
            lines.Add(new(relationship, relationship.SideOf(viewer), await ReadAsync(relationship, ct)));
        }

        return
        [
            .. lines.OrderByDescending(line => line.Reading?.OpenCount ?? 0)
                .ThenBy(line => line.Relationship.Sides[line.Us.Other].Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One relationship with its reading; <c>null</c> when there is none in scope.</summary>
    public async Task<PortfolioLine?> RelationshipAsync(RelationshipId id, CancellationToken ct) =>
        await store.FindAsync(viewer, id, ct) is { } relationship
            ? new(relationship, relationship.SideOf(viewer), await ReadAsync(relationship, ct))
            : null;

    public Task<IReadOnlyList<ImportRun>> ImportsAsync(CancellationToken ct) => store.RunsAsync(viewer, ct);

    public Task<bool> UndoImportAsync(RelationshipId id, int run, CancellationToken ct) => store.UndoRunAsync(viewer, id, run, ct);

    private Task<MailReading?> ReadAsync(Relationship relationship, CancellationToken ct) =>
        readings.ReadAsync(viewer, relationship, store, ct);
}

/// <param name="Us">The viewer's own side: it stands first on every page.</param>
/// <param name="Reading"><c>null</c> while there is no mail evidence. Its sides are the relationship's.</param>
public sealed record PortfolioLine(Relationship Relationship, Side Us, MailReading? Reading);
