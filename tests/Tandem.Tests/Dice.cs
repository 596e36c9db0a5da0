namespace Tandem.Tests;

/// <summary>
/// Made-up numbers from a seed: xoshiro256** (Blackman and Vigna 2018), seeded by splitmix64. Ours, because
/// <c>Random</c> may change between versions of .NET and a seed that failed once must fail again.
/// </summary>
public sealed class Dice
{
    private ulong a, b, c, d;

    public Dice(ulong seed)
    {
        Seed = seed;
        (a, b, c, d) = (Mixed(ref seed), Mixed(ref seed), Mixed(ref seed), Mixed(ref seed));
    }

    public ulong Seed { get; }

    public ulong Next()
    {
        unchecked
        {
            var rolled = ulong.RotateLeft(b * 5, 7) * 9;
            var shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = ulong.RotateLeft(d, 45);
            return rolled;
        }
    }

    /// <summary>From 0 up to, but not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count; at++)
        {
            bytes[at] = (byte)(Next() & 0xff);
        }

        return bytes;
    }

    /// <summary>The same items in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        for (var at = all.Length - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (all[at], all[other]) = (all[other], all[at]);
        }

        return all;
    }

    private static ulong Mixed(ref ulong state)
    {
        unchecked
        {
            state += 0x9e3779b97f4a7c15;
            var mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }
}
