using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace;

/// <summary>All relationships of the viewer's organization. Lines rest on private things too, so a key kept to the shared record sees none.</summary>
public sealed partial class Seat
{
    /// <summary>The most places drawn in the chart of the right place.</summary>
    public const int PlacesDrawn = 40;

    public Task<PortfolioPage> PortfolioPageAsync(PortfolioQuery query, CancellationToken ct)
    {
        viewer.DemandPrivate();
        return rooms.Portfolios.PageAsync(viewer, query, ct);
    }

    /// <summary>How many relationships a query has in all. Remembered for a few seconds: counting is dearer than a page.</summary>
    public Task<int> PortfolioCountAsync(PortfolioQuery query, CancellationToken ct)
    {
        viewer.DemandPrivate();
        return rooms.Totals.CountAsync(viewer, query with { After = null, Sort = PortfolioSort.Pressure }, ct);
    }

    public Task<ImmutableArray<PlaceOfEffort>> PlacesAsync(CancellationToken ct)
    {
        viewer.DemandPrivate();
        return rooms.Portfolios.PlacesAsync(viewer, PlacesDrawn, ct);
    }

    public async Task<ImmutableArray<SavedView>> SavedViewsAsync(CancellationToken ct) =>
        await rooms.Portfolios.ViewsAsync(viewer.Account ?? default, viewer.Organization, ct);

    /// <param name="query"><c>null</c> forgets the view.</param>
    /// <returns><c>false</c> where the name is too long or empty.</returns>
    public async Task<bool> KeepViewAsync(string name, string? query, CancellationToken ct)
    {
        if (name.Trim() is not { Length: > 0 and <= Limits.TitleChars } title || query?.Length > Limits.CodeChars)
        {
            return false;
        }

        await rooms.Portfolios.KeepViewAsync(viewer.Account ?? default, viewer.Organization, title, query, ct);
        return true;
    }
}
