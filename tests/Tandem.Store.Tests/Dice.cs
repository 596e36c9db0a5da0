namespace Tandem.Store.Tests;

/// <summary>Numbers by lot that follow from a seed on every machine (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            state += 0x9e3779b97f4a7c15;
            var mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From 0 on, below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int chance) => Below(chance) == 0;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        for (var at = all.Length - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (all[at], all[other]) = (all[other], all[at]);
        }

        return all;
    }
}
