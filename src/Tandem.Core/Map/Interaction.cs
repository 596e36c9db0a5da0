using System.Collections.Immutable;

namespace Tandem.Core.Map;

/// <summary>One time that people met, spoke or wrote. People are keys; a negative age lies in the future.</summary>
public abstract record Interaction
{
    private Interaction(double ageDays) => AgeDays = ageDays;

    public double AgeDays { get; }

    /// <summary>Goes one way only: from its author to everyone it was sent to.</summary>
    public sealed record Email(string From, ImmutableArray<string> To, double AgeDays) : Interaction(AgeDays);

    /// <summary>Goes every way between those who spoke.</summary>
    public sealed record Call(ImmutableArray<string> People, double AgeDays) : Interaction(AgeDays);

    /// <summary>Goes every way between those who met.</summary>
    public sealed record Meeting(ImmutableArray<string> People, double AgeDays) : Interaction(AgeDays);
}
