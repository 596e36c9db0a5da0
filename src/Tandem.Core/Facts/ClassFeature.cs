using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>One feature of a class of decisions: how two circumstances are compared.</summary>
/// <param name="Range">Of a number: the span that counts as wholly different.</param>
/// <param name="Levels">Of an ordered word: its levels, lowest first.</param>
public sealed record ClassFeature(string Name, FeatureType Type, double? Range, ImmutableArray<string> Levels, double Weight)
{
    /// <summary>Of a word that no charter declares: whatever kinds of values there are, they are the same or not.</summary>
    public bool IsUndeclared { get; init; }

    internal static ClassFeature Read(Body body) => new(
        body.Code("name"), body.Word<FeatureType>("type"), body.OptionalNumber("range", double.Epsilon, double.MaxValue),
        body.Has("levels") ? body.Codes("levels") : [], body.OptionalNumber("weight", 0, Limits.ParameterMost) ?? 1);
}
