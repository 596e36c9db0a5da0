namespace Tandem.Core.Measures;

/// <summary>How a condition holds its measure against its threshold.</summary>
public enum StandingComparison
{
    Below,
    AtMost,
    AtLeast,
    Above,
}
