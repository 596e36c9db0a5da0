using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace;

/// <summary>
/// A seat at the table: everything one viewer can do. Pages, commands and the API are thin translations of these calls. The
/// files beside this one hold one topic each.
/// </summary>
public sealed partial class Seat(Viewer viewer, Rooms rooms)
{
    public Viewer Viewer => viewer;

    /// <summary>All relationships of the viewer with their readings, those where most is waiting first.</summary>
    public async Task<ImmutableArray<PortfolioLine>> PortfolioAsync(CancellationToken ct)
    {
        var lines = new List<PortfolioLine>();
        foreach (var relationship in await rooms.Evidence.RelationshipsAsync(viewer, ct))
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
        await FindAsync(id, ct) is { } relationship
            ? new(relationship, relationship.SideOf(viewer), await ReadAsync(relationship, ct))
            : null;

    /// <summary><c>null</c> when there is none in scope.</summary>
    public Task<Relationship?> FindAsync(RelationshipId id, CancellationToken ct) => rooms.Evidence.FindAsync(viewer, id, ct);

    public Task<IReadOnlyList<ImportRun>> ImportsAsync(CancellationToken ct) => rooms.Evidence.RunsAsync(viewer, ct);

    public Task<bool> UndoImportAsync(RelationshipId id, int run, CancellationToken ct)
    {
        viewer.Demand(Right.Import);
        return rooms.Evidence.UndoRunAsync(viewer, id, run, ct);
    }

    private async Task<MailReading?> ReadAsync(Relationship relationship, CancellationToken ct)
    {
        if (viewer.IsSharedOnly)
        {
            return null;
        }

        await AuditPrivateReadAsync(relationship.Id);
        return await rooms.Mail.ReadAsync(viewer, relationship, rooms.Evidence, ct);
    }
}

/// <param name="Us">The viewer's own side: it stands first on every page.</param>
/// <param name="Reading"><c>null</c> while there is no mail evidence. Its sides are the relationship's.</param>
public sealed record PortfolioLine(Relationship Relationship, Side Us, MailReading? Reading);
