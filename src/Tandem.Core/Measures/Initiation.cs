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

    /// <summary>Each thread that touches both sides is begun by the side of its oldest personal message, if that is one of the two.</summary>
    public static Initiation Of(RelationshipMail mail, Func<int, bool> counts)
    {
        var began = new int[2];
        for (var thread = 0; thread < mail.Starts.Length; thread++)
        {
            var first = mail.Thread(thread)[0];
            if (counts(first) && mail.IsPersonal(first) && mail.SideOf(first) is { } side)
            {
                began[(int)side]++;
            }
        }

        return Of(began[0], began[1]);
    }
}
