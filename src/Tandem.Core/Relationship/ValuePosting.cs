using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A benefit that a side expects, with what it got of it so far. measures.md 7.</summary>
/// <param name="Expected">In the yardstick, by <paramref name="Due"/>.</param>
/// <param name="Acknowledged">The part of <paramref name="Realised"/> that is beyond claim.</param>
/// <param name="Weight">How far the benefit itself is attested.</param>
public sealed record ValuePosting(
    Side Receiver, double Expected, DateTimeOffset Start, DateTimeOffset Due, double Realised, double Acknowledged, double Weight,
    bool HasStarted, bool IsDue) : Posting
{
    /// <summary>The part of the way from start to due, from 0 to 1.</summary>
    public double Elapsed(DateTimeOffset now) => now >= Due ? 1
        : now <= Start ? 0
        : (now - Start) / (Due - Start);

    internal override void Enter(Books books, Matter matter, int sign) => books.Value[Receiver].Enter(this, sign);
}
