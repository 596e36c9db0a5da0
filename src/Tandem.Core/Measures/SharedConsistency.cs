namespace Tandem.Core.Measures;

/// <summary>The consistency over all classes, each weighing as much as its pairs do. entries-rules.md R12.</summary>
/// <param name="C"><c>null</c> when nothing is comparable.</param>
/// <param name="K">The weights of all pairs together.</param>
/// <param name="CrossC">The same of the pairs that different sides decided.</param>
public sealed record SharedConsistency(double? C, double K, double? CrossC, double CrossK);
