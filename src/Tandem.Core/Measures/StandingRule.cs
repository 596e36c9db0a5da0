using System.Collections.Immutable;

namespace Tandem.Core.Measures;

/// <summary>
/// A rule of the standing, held against one day: it holds when all conditions of one of its ways are met.
/// </summary>
/// <param name="Ways">One or two; <see cref="StandingLabel.Static"/> has one without conditions.</param>
public sealed record StandingRule(StandingLabel Label, ImmutableArray<ImmutableArray<StandingCondition>> Ways)
{
    public bool Holds => Ways.Any(way => way.All(condition => condition.IsMet));
}
