using System.Collections.Immutable;

namespace Tandem.Core.Facts;

/// <summary>A value among the circumstances of a decision, or its outcome.</summary>
public abstract record Circumstance
{
    private Circumstance()
    {
    }

    public sealed record Missing : Circumstance;

    public sealed record Word(string Value) : Circumstance;

    public sealed record Number(double Value) : Circumstance;

    public sealed record Truth(bool Value) : Circumstance;

    public sealed record Set(ImmutableArray<string> Values) : Circumstance;
}
