namespace Tandem.Core.Measures;

/// <summary>
/// Runs a part of a computation for each index from 0 and returns when all are done. A shell with several processors
/// hands in <c>Parallel.For</c>; Core knows no threads, and its results do not depend on them.
/// </summary>
public delegate void ForEachPart(int parts, Action<int> part);
