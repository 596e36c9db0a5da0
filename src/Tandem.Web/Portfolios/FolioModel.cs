using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Core.Measures;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Portfolios;

/// <summary>What the portfolio page shows.</summary>
/// <param name="Total">Of the query, on all pages.</param>
/// <param name="Everything">Of all relationships.</param>
/// <param name="Today">What presses most and waits for us, or is due.</param>
public sealed record FolioModel(
    PortfolioQuery Query, PortfolioPage Page, int Total, int Everything, int WaitingOnUs, ImmutableArray<PlaceOfEffort> Places,
    ImmutableArray<RelationshipLine> Today, ImmutableArray<SavedView> Views, DateOnly Now)
{
    /// <summary>The page with another question, without its place.</summary>
    public static string UrlOf(PortfolioQuery query)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        if (query.Sort != PortfolioSort.Pressure)
        {
            parts.Add(new("sort", query.Sort.ToString().ToLowerInvariant()));
        }

        if (query.Standing is { } standing)
        {
            parts.Add(new("standing", standing.ToString()));
        }

        if (query.WaitsOnly)
        {
            parts.Add(new("waits", "true"));
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            parts.Add(new("q", query.Search));
        }

        if (query.After is { } after)
        {
            parts.Add(new("after", after));
        }

        return QueryHelpers.AddQueryString("/", parts);
    }

    public static PortfolioQuery QueryOf(string? sort, string? standing, bool? waits, string? q, string? after) => new(
        Enum.TryParse<PortfolioSort>(sort, ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : PortfolioSort.Pressure,
        Enum.TryParse<StandingLabel>(standing, ignoreCase: true, out var label) && Enum.IsDefined(label) ? label : null,
        waits == true, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), after);
}
