using System.Collections.Immutable;

namespace Tandem.Core.Advice;

/// <summary>
/// Whether our effort is in the right place: the share of appreciated value over the share of effort, as in a location
/// quotient. From the own side's figures alone. measures.md 11.
/// </summary>
/// <param name="Name">Of the relationship.</param>
/// <param name="Index"><c>null</c> where there was no effort, or nothing was appreciated anywhere.</param>
public sealed record PlaceIndex(string Name, double? Index)
{
    public const double InvestAbove = 1.25;
    public const double WrongBelow = 0.8;

    public Place? Word => Index switch
    {
        null => null,
        > InvestAbove => Place.Invest,
        < WrongBelow => Place.Wrong,
        _ => Place.Even,
    };

    /// <summary>One for each relationship, in the order given. One division, so that whole numbers meet the bounds exactly.</summary>
    public static ImmutableArray<PlaceIndex> Of(IReadOnlyList<(string Name, double Effort, double Appreciated)> relationships)
    {
        var (effort, appreciated) = (relationships.Sum(r => r.Effort), relationships.Sum(r => r.Appreciated));
        return [.. relationships.Select(r => new PlaceIndex(r.Name, r.Effort > 0 && appreciated > 0
            ? r.Appreciated * effort / (r.Effort * appreciated)
            : null))];
    }
}
