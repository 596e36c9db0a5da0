using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Same circumstances, same decision: by class of decisions, and over all of them. measures.md 4b.</summary>
public sealed record ConsistencyReading(
    ImmutableSortedDictionary<string, Consistency> Classes, (double? C, double K) All, (double? C, double K) Cross)
{
    public static ConsistencyReading Of(Chronicle chronicle)
    {
        var classes = chronicle.Books.Decisions.Classes
            .ToImmutableSortedDictionary(c => c.Key, c => OfClass(chronicle, c.Key), StringComparer.Ordinal);
        var shared = Consistency.Shared(classes.Values);
        return new(classes, (shared.C, shared.K), (shared.CrossC, shared.CrossK));
    }

    /// <summary>The decisions of a class that are in force and not disputed, as cases to compare.</summary>
    public static ImmutableArray<ClassDecision> Cases(Chronicle chronicle, string name) =>
        !chronicle.Books.Decisions.Classes.TryGetValue(name, out var decisions) ? []
        : [.. decisions.Values.Where(d => d.Posting.Weight > 0).Select(d => new ClassDecision(
            d.Matter.Id, d.Posting.Decision.DecidedBy, Days.Between(d.Posting.At, chronicle.At), d.Posting.Decision.Circumstances,
            d.Posting.Decision.Outcome, d.Posting.Decision.Epoch))];

    /// <summary>How the circumstances of a class are compared: as the charter declares, or by what is there.</summary>
    public static ImmutableArray<Facts.ClassFeature> SchemaOf(Chronicle chronicle, string name, IEnumerable<ClassDecision> cases) =>
        chronicle.Parameters.Classes.TryGetValue(name, out var declared) ? declared : Gower.SchemaOf(cases.Select(c => c.Circumstances));

    private static Consistency OfClass(Chronicle chronicle, string name)
    {
        var cases = Cases(chronicle, name);
        return Consistency.Of(cases, SchemaOf(chronicle, name, cases));
    }
}
