using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What a choice cost both sides together beyond the cheapest option, and whom it served. Compensation after Kaldor
/// 1939 and Hicks 1939; measures.md 5.
/// </summary>
public sealed record OptionRegret
{
    /// <summary>A regret of at most this part of the spread is nobody's fault.</summary>
    public const double Tolerance = 0.05;

    /// <summary>With fewer priced options there was no choice.</summary>
    public const int EnoughOptions = 2;

    /// <summary>Ten cents and twenty cost as much as thirty, whatever the sums of doubles make of it.</summary>
    private const double Rounding = 1e-12;

    private static readonly OptionRegret NotEvaluable = new() { Totals = ImmutableDictionary<string, double>.Empty };

    private OptionRegret()
    {
    }

    /// <summary>Whether two options are priced for both sides, and the chosen one is among them.</summary>
    public bool IsEvaluable => Best is not null;

    /// <summary>The joint cost of each priced option by its name.</summary>
    public required ImmutableDictionary<string, double> Totals { get; init; }

    public double? LeastTotal { get; private init; }

    /// <summary>The joint cost of the chosen option less the least.</summary>
    public double? Regret { get; private init; }

    /// <summary>The greatest joint cost less the least: the largest regret there could have been.</summary>
    public double? Spread { get; private init; }

    /// <summary>The chooser took what is cheapest for itself, at a joint cost that was worth avoiding.</summary>
    public bool IsSelfServing { get; private init; }

    /// <summary>The chooser took what is best for both, though another option was cheaper for itself.</summary>
    public bool IsSacrifice { get; private init; }

    /// <summary>The option of the least joint cost; of equals the chosen one, else the first.</summary>
    public string? Best { get; private init; }

    /// <summary>
    /// What would make the best option acceptable to both; <c>null</c> where the chosen one is the best.
    /// </summary>
    public SidePayment? SidePayment { get; private init; }

    /// <param name="chosen">The name of the chosen option; of options of the same name the first counts.</param>
    /// <param name="chooser">Whose decision it was.</param>
    public static OptionRegret Of(ImmutableArray<PricedOption> options, string? chosen, Side chooser)
    {
        PricedOption[] priced = [.. options.DistinctBy(option => option.Name).Where(option => option.IsPriced)];
        var at = Array.FindIndex(priced, option => option.Name == chosen);
        if (at < 0 || priced.Length < EnoughOptions)
        {
            return NotEvaluable;
        }

        var (taken, least, most) = (priced[at], priced.Min(Total), priced.Max(Total));
        var regret = Difference(Total(taken), least);
        var spread = Difference(most, least);
        var isCheapestForChooser = priced.All(option => taken.Cost[chooser] <= option.Cost[chooser]);
        var best = regret == 0 ? taken : priced.First(option => Total(option) == least);
        return new()
        {
            Totals = priced.ToImmutableDictionary(option => option.Name, Total),
            LeastTotal = least,
            Regret = regret,
            Spread = spread,
            IsSelfServing = regret > Tolerance * spread && isCheapestForChooser,
            IsSacrifice = regret <= Tolerance * spread && !isCheapestForChooser,
            Best = best.Name,
            SidePayment = regret == 0 ? null : Payment(best, taken),
        };
    }

    private static SidePayment Payment(PricedOption best, PricedOption taken)
    {
        var more = Sides.Of(side => best.Cost[side]!.Value - taken.Cost[side]!.Value);
        return new(more.A, -more.B, (more.A - more.B) / 2);
    }

    private static double Total(PricedOption option) => option.Total!.Value;

    private static double Difference(double cost, double least) =>
        cost - least <= Rounding * Math.Max(Math.Abs(cost), Math.Abs(least)) ? 0 : cost - least;
}
