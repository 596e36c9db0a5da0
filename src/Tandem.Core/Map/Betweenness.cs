using System.Collections.Immutable;

namespace Tandem.Core.Map;

/// <summary>
/// How often a person stands on the shortest ways between others: of every pair the share of its shortest paths that
/// pass through her, over all pairs without her. Brandes 2001. measures.md 10: on the own side only, never shared.
/// </summary>
public static class Betweenness
{
    /// <param name="edges">Who knows whom, either way round; repetitions and edges to oneself change nothing.</param>
    /// <returns>From 0 to 1 for everyone in the edges; 0 where there are fewer than three people.</returns>
    public static ImmutableSortedDictionary<string, double> Of(IEnumerable<(string One, string Other)> edges)
    {
        var neighbours = NeighboursOf(edges);
        var through = neighbours.Keys.ToDictionary(person => person, _ => 0.0);
        foreach (var source in neighbours.Keys)
        {
            AddPathsFrom(source, neighbours, through);
        }

        // Every pair was counted from both of its ends.
        double ordered = (neighbours.Count - 1) * (neighbours.Count - 2);
        return through.ToImmutableSortedDictionary(
            person => person.Key, person => ordered > 0 ? person.Value / ordered : 0, StringComparer.Ordinal);
    }

    /// <summary>In order of names, so that the same sums come out whatever the order of the edges.</summary>
    private static SortedDictionary<string, SortedSet<string>> NeighboursOf(IEnumerable<(string One, string Other)> edges)
    {
        var neighbours = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (one, other) in edges)
        {
            Of(one).UnionWith(one == other ? [] : [other]);
            Of(other).UnionWith(one == other ? [] : [one]);
        }

        return neighbours;

        SortedSet<string> Of(string person) => neighbours.TryGetValue(person, out var known)
            ? known
            : neighbours[person] = new(StringComparer.Ordinal);
    }

    private static void AddPathsFrom(
        string source, SortedDictionary<string, SortedSet<string>> neighbours, Dictionary<string, double> through)
    {
        var (reached, found) = Search(source, neighbours);
        var dependency = reached.ToDictionary(person => person, _ => 0.0);
        foreach (var person in Enumerable.Reverse(reached))
        {
            foreach (var before in found[person].Before)
            {
                dependency[before] += found[before].Paths / found[person].Paths * (1 + dependency[person]);
            }

            through[person] += person == source ? 0 : dependency[person];
        }
    }

    /// <summary>Breadth first: whom one meets in which order, how many shortest paths lead there, and over whom.</summary>
    private static (List<string> Reached, Dictionary<string, Found> Found) Search(
        string source, SortedDictionary<string, SortedSet<string>> neighbours)
    {
        List<string> reached = [source];
        var found = new Dictionary<string, Found> { [source] = new(0) { Paths = 1 } };
        for (var at = 0; at < reached.Count; at++)
        {
            var here = found[reached[at]];
            foreach (var next in neighbours[reached[at]])
            {
                if (found.TryAdd(next, new(here.Distance + 1)))
                {
                    reached.Add(next);
                }

                if (found[next].Distance == here.Distance + 1)
                {
                    found[next].Paths += here.Paths;
                    found[next].Before.Add(reached[at]);
                }
            }
        }

        return (reached, found);
    }

    private sealed class Found(int distance)
    {
        public int Distance { get; } = distance;

        public double Paths { get; set; }

        public List<string> Before { get; } = [];
    }
}
