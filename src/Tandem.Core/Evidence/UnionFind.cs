namespace Tandem.Core.Evidence;

/// <summary>Disjoint sets with path halving and union by size: nearly constant per step, whatever the shape of the input.</summary>
internal sealed class UnionFind
{
    private readonly int[] parents; // a root holds minus the size of its set

    public UnionFind(int count)
    {
        parents = new int[count];
        Array.Fill(parents, -1);
    }

    public int Find(int item)
    {
        while (parents[item] >= 0)
        {
            var parent = parents[item];
            if (parents[parent] >= 0)
            {
                parents[item] = parents[parent];
            }

            item = parent;
        }

        return item;
    }

    public void Union(int left, int right)
    {
        var (a, b) = (Find(left), Find(right));
        if (a == b)
        {
            return;
        }

        if (parents[a] > parents[b])
        {
            (a, b) = (b, a);
        }

        parents[a] += parents[b];
        parents[b] = a;
    }
}
