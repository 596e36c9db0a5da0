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
        Turn? open = null; // at most one: every turn settles what the other side had asked
        foreach (var turn in thread)
        {
            if (open is { } asked && asked.Side != turn.Side)
            {
                open = null;
                yield return new(turn.Side, asked.Message, turn.Message);
            }

            if (turn.Asks)
            {
                open ??= turn;
            }
        }

        if (open is { } last)
        {
            yield return new(last.Side.Other, last.Message, -1);
        }
    }
}
