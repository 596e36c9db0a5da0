// Violations planted on purpose, in folders named like those of Core: a guard that was never seen red does not guard.
// They stand in one file because only together do they say anything.
#pragma warning disable IDE0130
using Tandem.Tests.Guards.Planted.Measures;

namespace Tandem.Tests.Guards.Planted.Vocabulary
{
    internal sealed class LooksRight
    {
        public static int Peek() => Trust.Seen;
    }

    internal sealed class NamesRightInASignature
    {
        public IReadOnlyList<Trust>? Later { get; init; }
    }
}

namespace Tandem.Tests.Guards.Planted.Measures
{
    internal sealed class Trust
    {
        public const int Unseen = 0;

        public static int Seen { get; } = 1;
    }

    internal sealed class LooksLeft
    {
        public Vocabulary.LooksRight? Left { get; init; }

        /// <summary>An iterator, which is pure although it asks for its thread.</summary>
        public static IEnumerable<int> Counting()
        {
            yield return Trust.Unseen;
        }
    }

    internal static class Impure
    {
        public static Guid NewId() => Guid.NewGuid();

        public static string[] Read() => File.ReadAllLines("evidence");

        public static Task<int> Later() => Task.FromResult(1);

        public static void Say() => Console.WriteLine(Environment.MachineName);
    }

    internal sealed class TrustManager;
}

namespace Tandem.Tests.Guards.Planted.Elsewhere
{
    internal sealed class InNoFolder;
}
