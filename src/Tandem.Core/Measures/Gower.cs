using System.Collections.Immutable;
using Tandem.Core.Facts;

namespace Tandem.Core.Measures;

/// <summary>
/// How unlike two cases are, 0 to 1, whatever kinds of features they have. Gower 1971, with declared ranges, so that a
/// new extreme changes no old distance; measures.md 4b.
/// </summary>
public static class Gower
{
    /// <summary>The span of a number that declares none.</summary>
    private const double UndeclaredRange = 1;

    /// <summary>
    /// The weighted mean over the features that both have; <c>null</c> when they have none in common. What does not
    /// fit the schema counts as missing.
    /// </summary>
    public static double? Distance(
        ImmutableDictionary<string, Circumstance> a, ImmutableDictionary<string, Circumstance> b,
        ImmutableArray<ClassFeature> schema)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var feature in schema)
        {
            if (a.TryGetValue(feature.Name, out var left) && b.TryGetValue(feature.Name, out var right)
                && Apart(feature, left, right) is { } apart)
            {
                sum += feature.Weight * apart;
                weights += feature.Weight;
            }
        }

        return weights > 0 ? sum / weights : null;
    }

    /// <summary>
    /// The schema of a class that declares none, by what its cases say; a feature of mixed kinds is compared by name.
    /// </summary>
    public static ImmutableArray<ClassFeature> SchemaOf(
        IEnumerable<ImmutableDictionary<string, Circumstance>> cases) =>
        [.. cases.SelectMany(circumstances => circumstances)
            .Where(circumstance => circumstance.Value is not Circumstance.Missing)
            .GroupBy(circumstance => circumstance.Key, circumstance => circumstance.Value)
            .OrderBy(feature => feature.Key, StringComparer.Ordinal)
            .Select(feature => FeatureOf(feature.Key, [.. feature]))];

    /// <summary>Whether two values say the same; a set says the same in any order.</summary>
    internal static bool AreSame(Circumstance a, Circumstance b) => (a, b) switch
    {
        (Circumstance.Set left, Circumstance.Set right) => left.Values.ToHashSet().SetEquals(right.Values),
        _ => a == b,
    };

    private static double? Apart(ClassFeature feature, Circumstance a, Circumstance b) => (feature.Type, a, b) switch
    {
        (FeatureType.Num, Circumstance.Number left, Circumstance.Number right) =>
            Math.Min(1, Math.Abs(left.Value - right.Value) / (feature.Range ?? UndeclaredRange)),
        (FeatureType.Ord, Circumstance.Word left, Circumstance.Word right) =>
            LevelsApart(feature, left.Value, right.Value),
        (FeatureType.Bool, Circumstance.Truth left, Circumstance.Truth right) => left == right ? 0 : 1,
        (FeatureType.Set, Circumstance.Set left, Circumstance.Set right) => SetsApart(left.Values, right.Values),
        (FeatureType.Nom, Circumstance.Missing, _) or (FeatureType.Nom, _, Circumstance.Missing) => null,
        (FeatureType.Nom, Circumstance.Word, Circumstance.Word) => AreSame(a, b) ? 0 : 1,
        (FeatureType.Nom, _, _) when feature.IsUndeclared => AreSame(a, b) ? 0 : 1,
        _ => null,
    };

    private static double? LevelsApart(ClassFeature feature, string a, string b)
    {
        var (left, right) = (feature.Levels.IndexOf(a), feature.Levels.IndexOf(b));
        return left < 0 || right < 0 ? null
            : left == right ? 0
            : Math.Abs(left - right) / (double)(feature.Levels.Length - 1);
    }

    /// <summary>One less the Jaccard index; two empty sets are alike.</summary>
    private static double SetsApart(ImmutableArray<string> a, ImmutableArray<string> b)
    {
        var either = a.Union(b).Count();
        return either == 0 ? 0 : 1 - (a.Intersect(b).Count() / (double)either);
    }

    private static ClassFeature FeatureOf(string name, Circumstance[] values)
    {
        var type = values.All(value => value is Circumstance.Number) ? FeatureType.Num
            : values.All(value => value is Circumstance.Truth) ? FeatureType.Bool
            : values.All(value => value is Circumstance.Set) ? FeatureType.Set
            : FeatureType.Nom;
        return new(name, type, type == FeatureType.Num ? UndeclaredRange : null, [], 1) { IsUndeclared = true };
    }
}
