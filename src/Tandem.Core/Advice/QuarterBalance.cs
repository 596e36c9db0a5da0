using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>How the balance stood at the end of a quarter, seen from one side.</summary>
/// <param name="Quarter">Whose end it is.</param>
/// <param name="InBand">The probability that the share lies in the agreed band.</param>
/// <param name="OurShare"><c>null</c> when nothing was put in.</param>
public readonly record struct QuarterBalance(Quarter Quarter, double InBand, double? OurShare);
