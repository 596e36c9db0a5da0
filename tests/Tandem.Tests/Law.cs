using System.Globalization;

namespace Tandem.Tests;

/// <summary>
/// A law that holds in every case: many made-up ones are tried, small ones first. A failure says the seed and the size;
/// with <c>TANDEM_SEED</c> set to them (as in <c>12345:7</c>) only that case is tried, and the same way.
/// <c>TANDEM_SOAK=1</c> tries a hundred times as many, from seeds that no other run had.
/// </summary>
public static class Law
{
    private const ulong FirstSeed = 20_240_902;
    private const int Cases = 300;
    private const int LargestSize = 60;

    public static bool IsSoak => Environment.GetEnvironmentVariable("TANDEM_SOAK") == "1";

    public static void Holds(Func<Dice, int, bool> law, int cases = Cases) =>
        Holds((dice, size) =>
        {
            if (!law(dice, size))
            {
                throw new InvalidOperationException("The law does not hold.");
            }
        }, cases);

    /// <summary>For laws whose asserts say more than that they do not hold.</summary>
    public static void Holds(Action<Dice, int> law, int cases = Cases)
    {
        if (Replay() is { } replay)
        {
            Try(law, replay.Seed, replay.Size);
            return;
        }

        var all = IsSoak ? cases * 100 : cases;
        var first = IsSoak ? (ulong)TimeProvider.System.GetTimestamp() : FirstSeed;
        for (var at = 0; at < all; at++)
        {
            Try(law, first + (ulong)at, (int)((long)at * (LargestSize + 1) / all));
        }
    }

    private static void Try(Action<Dice, int> law, ulong seed, int size)
    {
        try
        {
            law(new Dice(seed), size);
        }
        catch (Exception problem) // whatever went wrong, the reader needs the seed
        {
            throw new LawBrokenException(
                string.Create(CultureInfo.InvariantCulture,
                    $"{problem.Message}\nTry again with TANDEM_SEED={seed}:{size}"), problem);
        }
    }

    private static (ulong Seed, int Size)? Replay() =>
        Environment.GetEnvironmentVariable("TANDEM_SEED")?.Split(':') is [var seed, var size]
            ? (ulong.Parse(seed, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture))
            : null;
}

/// <summary>A case in which a law does not hold.</summary>
public sealed class LawBrokenException(string message, Exception problem) : Exception(message, problem);
