namespace Tandem.Core.Advice;

/// <summary>A meeting with the other side, as our own calendar has it.</summary>
/// <param name="HasOutcome">Whether anybody wrote down what came of it.</param>
/// <param name="OurHours">Person-hours that we spent in it.</param>
public sealed record MeetingHeld(string Id, DateTimeOffset At, bool HasOutcome, double OurHours = 0);
