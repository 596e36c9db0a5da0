namespace Tandem.Core.Advice;

/// <summary>An ask that we made, its age and what became of it.</summary>
public readonly record struct PastAsk(double AgeDays, AskResult Result);
