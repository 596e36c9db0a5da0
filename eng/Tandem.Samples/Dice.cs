namespace Tandem.Samples;

/// <summary>
/// Numbers from a seed: splitmix64 (Steele, Lea and Flood 2014). Ours, because <c>Random</c> may change between
/// versions of .NET and the sample must not. Only integer and exact floating-point steps: every machine rolls the same.
/// </summary>
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

    /// <summary>Dice of their own for a part of the story, so that a change in one part leaves the others as they
    /// were.</summary>
    public static Dice For(string part)
    {
        unchecked
        {
            var hash = 0xcbf29ce484222325; // FNV-1a
            foreach (var letter in part)
            {
                hash = (hash ^ letter) * 0x100000001b3;
            }

            return new Dice(hash);
        }
    }

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
