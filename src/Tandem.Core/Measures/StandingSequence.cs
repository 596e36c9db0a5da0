namespace Tandem.Core.Measures;

/// <summary>
/// The standing from one weekly checkpoint to the next: a new label must be the candidate four times in a row, only
/// <see cref="StandingLabel.Strained"/> is there at once. <c>default</c> is the standing before the first checkpoint.
/// </summary>
public readonly record struct StandingSequence
{
    /// <summary>Checkpoints in a row.</summary>
    public const int Dwell = 4;

    private readonly StandingLabel? label;
    private readonly int inARow;

    private StandingSequence(StandingLabel label, StandingLabel candidate, int inARow)
    {
        this.label = label;
        this.inARow = inARow;
        Candidate = candidate;
    }

    /// <summary>For how many checkpoints in a row the rules have named another label than the one that stands.</summary>
    public int InARow => inARow;

    /// <summary>What the rules named at the last checkpoint; <c>null</c> before the first.</summary>
    public StandingLabel? Candidate { get; }

    public StandingLabel Label => label ?? StandingLabel.Unknown;

    /// <summary>One checkpoint on; the first one takes its candidate at once.</summary>
    public StandingSequence Next(StandingInputs inputs)
    {
        var candidate = StandingRules.Candidate(inputs, label);
        if (label is not { } present || candidate == present)
        {
            return new(candidate, candidate, 0);
        }

        var again = candidate == Candidate ? inARow + 1 : 1;
        return candidate == StandingLabel.Strained || again >= Dwell
            ? new(candidate, candidate, 0)
            : new(present, candidate, again);
    }
}
