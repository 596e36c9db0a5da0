using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Who starts: the share of the conversations between the two sides that side A began. measures.md 2b.</summary>
/// <param name="Began">Conversations begun by each side.</param>
/// <param name="ShareOfA"><c>null</c> when there is none.</param>
/// <param name="Interval">90 %, from Beta(1 + A, 1 + B).</param>
public sealed record Initiation(Sides<int> Began, double? ShareOfA, Interval Interval)
{
    /// <summary>Fewer conversations than this are not enough evidence.</summary>
    public const int EnoughConversations = 5;

    public bool Enough => Began.A + Began.B >= EnoughConversations;

    public static Initiation Of(int begunByA, int begunByB) => new(
        new(begunByA, begunByB),
        begunByA + begunByB == 0 ? null : begunByA / (double)(begunByA + begunByB),
        BetaInterval.Of(1.0 + begunByA, 1.0 + begunByB));

    /// <summary>By the threads that each side began.</summary>
    public static Initiation Of(RelationshipMail mail, Func<int, bool> counts)
    {
        var began = mail.Beginnings(counts).ToLookup(beginning => beginning.By);
        return Of(began[Side.A].Count(), began[Side.B].Count());
    }
}
