using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Workspace;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Pages;

/// <summary>What the portfolio page shows: all relationships of the reader, in the order asked for.</summary>
public sealed record MailPortfolio(ImmutableArray<PortfolioLine> Lines, PortfolioOrder Order)
{
    private const int WaitsListed = 6;

    /// <summary>The longest open waits that the own side owes, over all relationships.</summary>
    public IEnumerable<(PortfolioLine Line, WaitLine Wait)> WaitingOnUs => OwedByUs
        .OrderByDescending(open => open.Wait.WorkingHours).ThenBy(open => open.Wait.Asked.At).Take(WaitsListed);

    public int WaitingOnUsCount => Lines.Sum(line => line.Reading?.Responsiveness[line.Us].Open ?? 0);

    private IEnumerable<(PortfolioLine Line, WaitLine Wait)> OwedByUs =>
        from line in Lines
        from wait in line.Reading?.OpenWaits ?? []
        where wait.OwedBy == line.Us
        select (line, wait);
}

/// <summary>By which column the portfolio is sorted, and which way. What has no figure stands last either way.</summary>
public sealed record PortfolioOrder(PortfolioColumn Column, bool IsDescending)
{
    /// <summary>Reads <c>?sort=waiting&amp;dir=asc</c>; anything else is the usual order: most open waits first.</summary>
    public static PortfolioOrder Of(string? sort, string? direction)
    {
        var column = Enum.TryParse<PortfolioColumn>(sort, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : PortfolioColumn.Open;
        return new(column, direction switch { "asc" => false, "desc" => true, _ => column != PortfolioColumn.Name });
    }

    /// <summary>Where a column's heading leads: to itself the other way round, or to the column as it is usually read.</summary>
    public string Url(PortfolioColumn column)
    {
        var next = column == Column ? new(column, !IsDescending) : Of(column.ToString(), null);
        return FormattableString.Invariant($"/mail?sort={column.ToString().ToLowerInvariant()}&dir={(next.IsDescending ? "desc" : "asc")}");
    }

    /// <summary>As in <c>aria-sort</c>.</summary>
    public string? Sorted(PortfolioColumn column) => column != Column ? null : IsDescending ? "descending" : "ascending";

    internal ImmutableArray<PortfolioLine> Sort(ImmutableArray<PortfolioLine> lines)
    {
        if (Column == PortfolioColumn.Name)
        {
            var byName = lines.OrderBy(line => line.TheirName, StringComparer.Ordinal);
            return [.. IsDescending ? byName.Reverse() : byName];
        }

        var known = lines.OrderBy(line => Figure(line) is null);
        return [.. IsDescending ? known.ThenByDescending(Figure) : known.ThenBy(Figure)];
    }

    private double? Figure(PortfolioLine line) => line.Reading is not { } reading ? null : Column switch
    {
        PortfolioColumn.Waiting => OurShare.Of(reading.WaitingShare, line.Us)?.Value,
        PortfolioColumn.Ours => reading.AnswersOf(line.Us)?.RestrictedMean,
        PortfolioColumn.Theirs => reading.AnswersOf(line.Them)?.RestrictedMean,
        PortfolioColumn.Starts => OurShare.Of(reading.Initiation, line.Us)?.Value,
        PortfolioColumn.Evidence => (double)reading.Evidence,
        _ => reading.Responsiveness.A.Open + reading.Responsiveness.B.Open,
    };
}

public enum PortfolioColumn
{
    Name,
    Waiting,
    Ours,
    Theirs,
    Starts,
    Open,
    Evidence,
}
