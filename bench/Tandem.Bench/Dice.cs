namespace Tandem.Bench;

/// <summary>Splitmix64: the same numbers in every run and version.</summary>
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

    public int Below(int end) => (int)(Next() % (ulong)end);

    public bool OnceIn(int times) => Below(times) == 0;

    public bool Chance(int percent) => Below(100) < percent;

    public T One<T>(params ReadOnlySpan<T> of) => of[Below(of.Length)];
}
