namespace Tandem.Core.Measures;

/// <summary>A Monday, 00:00 UTC: what the standing looked at, what the rules named, and the label that stood after it.</summary>
public sealed record WeeklyCheckpoint(DateTimeOffset At, StandingInputs Inputs, StandingSequence Sequence)
{
    public StandingLabel Candidate => Sequence.Candidate!.Value;

    public StandingLabel Label => Sequence.Label;
}
