namespace Tandem.Web.Tests;

/// <summary>Chance with a seed: the same seed gives the same throws on every machine and every version of .NET (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 up to but not including 1.</summary>
    public double Throw()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    public bool Chance(double probability) => Throw() < probability;

    public T Pick<T>(IReadOnlyList<T> things) => things[(int)(Throw() * things.Count)];

    /// <summary>Around a mean, never below 0, with a long tail.</summary>
    public double Around(double mean) => -mean * Math.Log(1 - Throw());
}
