using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A decision in force.</summary>
/// <param name="At">When it took effect: of a proposed one, when the other side consented.</param>
public sealed record DecisionPosting(Decision Decision, ImmutableArray<PricedOption> Options, double Weight, DateTimeOffset At) : Posting
{
    /// <summary>Also when the options were priced anew and came out the same.</summary>
    public bool Equals(DecisionPosting? other) => other is not null && ReferenceEquals(Decision, other.Decision)
        && Weight == other.Weight && At == other.At && Options.AsSpan().SequenceEqual(other.Options.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Decision, Weight, At);

    internal override void Enter(Books books, Matter matter, int sign) => books.Decisions.Enter(this, matter, sign);
}

/// <summary>What say a side had in a decision that concerns it. measures.md 3.</summary>
public sealed record AutonomyPosting(Side Side, Participation Level, Importance Importance, double Weight, DateTimeOffset At) : Posting
{
    /// <summary>The ladder from imposed (0) to agreed and own (1).</summary>
    public double Grade => Level switch
    {
        Participation.Imposed => 0,
        Participation.Informed => 0.25,
        Participation.Consulted => 0.5,
        Participation.Agreed or Participation.Own => 1,
        _ => throw new System.Diagnostics.UnreachableException($"Unknown level {Level}."),
    };

    internal override void Enter(Books books, Matter matter, int sign) => books.Autonomy[Side].Enter(this, sign);
}
