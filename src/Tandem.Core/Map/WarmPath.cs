using System.Collections.Immutable;

namespace Tandem.Core.Map;

/// <summary>
/// Who can introduce whom: the chain of acquaintances on which one can count most, its probability the product of its
/// links. measures.md 10.
/// </summary>
public sealed record WarmPath(double Probability, ImmutableArray<string> People)
{
    public const int MaxHops = 3;

    public int Hops => People.Length - 1;

    public bool Equals(WarmPath? other) =>
        other is not null && Probability.Equals(other.Probability) && People.SequenceEqual(other.People);

    public override int GetHashCode() => People.Aggregate(Probability.GetHashCode(), HashCode.Combine);

    /// <summary>
    /// The best path within the cap, <c>null</c> if there is none; of equal ones the shorter, then by the names along it.
    /// One layer of best paths per number of hops: Dijkstra's algorithm would keep a good long way to somebody and
    /// forget the worse short one that alone still leads on within the cap.
    /// </summary>
    public static WarmPath? Find(IEnumerable<Acquaintance> edges, string from, string to, int maxHops = MaxHops)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxHops);
        var known = KnownBy(edges);
        var layer = new Dictionary<string, WarmPath> { [from] = new(1, [from]) };
        var best = layer.GetValueOrDefault(to);
        for (var hop = 1; hop <= maxHops; hop++)
        {
            layer = OneHopFurther(layer, known);
            if (layer.GetValueOrDefault(to) is { } longer && (best is null || longer.Probability > best.Probability))
            {
                best = longer;
            }
        }

        return best;
    }

    private static ILookup<string, (string Person, double Probability)> KnownBy(IEnumerable<Acquaintance> edges) => edges
        .Where(edge => edge.Probability > 0)
        .SelectMany(edge => ((string, string, double)[])
            [(edge.One, edge.Other, edge.Probability), (edge.Other, edge.One, edge.Probability)])
        .ToLookup(edge => edge.Item1, edge => (edge.Item2, edge.Item3));

    /// <summary>A path that comes back to somebody is never better than the one without the detour, so none is kept out.</summary>
    private static Dictionary<string, WarmPath> OneHopFurther(
        Dictionary<string, WarmPath> layer, ILookup<string, (string Person, double Probability)> known)
    {
        var next = new Dictionary<string, WarmPath>();
        foreach (var path in layer.Values)
        {
            foreach (var (person, probability) in known[path.People[^1]])
            {
                var longer = new WarmPath(path.Probability * probability, path.People.Add(person));
                if (!next.TryGetValue(person, out var rival) || longer.IsBefore(rival))
                {
                    next[person] = longer;
                }
            }
        }

        return next;
    }

    /// <summary>Among paths of the same length.</summary>
    private bool IsBefore(WarmPath rival) => Probability > rival.Probability
        || (Probability.Equals(rival.Probability) && NamesAgainst(rival) < 0);

    private int NamesAgainst(WarmPath rival) => People.Zip(rival.People, string.CompareOrdinal).FirstOrDefault(order => order != 0);
}
