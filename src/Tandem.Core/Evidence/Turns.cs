using Tandem.Core.Vocabulary;

namespace Tandem.Core.Evidence;

/// <summary>
/// One thread told as turns: consecutive messages of one side are one turn; a wait runs from the first message of a turn
/// that counts to the other side's next message. measures.md 2b.2-3.
/// </summary>
public static class Turns
{
    /// <summary>One message of a thread: whose it is, and whether it opens a wait.</summary>
    public readonly record struct Turn(int Message, Side Side, bool Asks);

    /// <summary>The waits of one thread, in the order in which they opened.</summary>
    /// <param name="thread">The messages of the two sides in order of time, without automatic and bulk mail.</param>
    public static IEnumerable<Wait> Waits(IEnumerable<Turn> thread)
    {
        int? openForA = null;
        int? openForB = null;
        foreach (var turn in thread)
        {
            ref var owedByThem = ref turn.Side == Side.A ? ref openForB : ref openForA;
            ref var owedByUs = ref turn.Side == Side.A ? ref openForA : ref openForB;
            var answered = owedByUs;
            owedByUs = null;
            if (turn.Asks)
            {
                owedByThem ??= turn.Message;
            }

            if (answered is { } asked)
            {
                yield return new(turn.Side, asked, turn.Message);
            }
        }

        if (openForA is { } waitingForA)
        {
            yield return new(Side.A, waitingForA, -1);
        }

        if (openForB is { } waitingForB)
        {
            yield return new(Side.B, waitingForB, -1);
        }
    }
}
