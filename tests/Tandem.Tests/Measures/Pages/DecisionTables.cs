using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using static Tandem.Tests.Measures.Pages.Cells;

namespace Tandem.Tests.Measures.Pages;

/// <summary>Autonomy, consistency and loyalty.</summary>
internal static class DecisionTables
{
    private const string Feature = "feature";

    private static readonly ImmutableArray<ClassFeature> NoSchema = [new(Feature, FeatureType.Nom, null, [], 1)];

    public static IEnumerable<(string Header, Func<string[], object?[]> Outputs)> All { get; } =
    [
        ("imposed | informed | consulted | agreed or own | autonomy | interval", row => AutonomyOf([.. row[..4].Select(Count)])),
        ("feature | one case | the other | distance", row => [DistanceOf(row[0], row[1], row[2])]),
        ("outcomes | C | baseline | interval", row => Shown(Consistency.Of(Decisions(row[0]), NoSchema))),
        ("decided before | if yes | if no", row => [IfDecided(row[0], "yes"), IfDecided(row[0], "no")]),
        ("options | chosen | regret | spread | self-serving | sacrifice | B pays A | even split", row =>
            Shown(OptionRegret.Of(Options(row[0]), row[1], Side.A))),
        ("regret of spread | loyalty | n | interval", row => Shown(LoyaltyIndex.Of([.. List(row[0]).Select(ChoiceOf)]))),
    ];

    private static object?[] Shown(Consistency consistency) => [consistency.C, consistency.Baseline, consistency.Interval];

    private static object?[] Shown(OptionRegret regret) =>
    [
        regret.Regret, regret.Spread, regret.IsSelfServing, regret.IsSacrifice,
        regret.SidePayment is { } range ? new Interval(range.Least, range.Most) : null, regret.SidePayment?.Split,
    ];

    private static object?[] Shown(LoyaltyIndex index) => [index.Value, index.EffectiveCount, index.Interval];

    private static object?[] AutonomyOf(int[] levels)
    {
        double[] grades = [.. ((Participation[])[Participation.Imposed, Participation.Informed, Participation.Consulted, Participation.Agreed])
            .Select(level => new AutonomyPosting(Side.A, level, Importance.Normal, 1, default).Grade)];
        var weight = Importance.Normal.Weight;
        var score = levels.Zip(grades).Aggregate(
            BetaEvidence.Of(default, 1),
            (evidence, level) => evidence.With(level.First * weight, level.Second, 1));
        return [score.Mean, score.Interval];
    }

    private static double? DistanceOf(string feature, string one, string other)
    {
        var (name, rest) = (feature.Split(' ', ',')[0], feature.Split(' ', 2)[^1]);
        var type = name switch
        {
            "number," => FeatureType.Num,
            "number" => FeatureType.Num,
            "levels" => FeatureType.Ord,
            "set" => FeatureType.Set,
            "truth" => FeatureType.Bool,
            _ => FeatureType.Nom,
        };
        var schema = new ClassFeature(
            Feature, type, type == FeatureType.Num ? Number(rest.Split(' ')[^1]) : null, type == FeatureType.Ord ? [.. List(rest)] : [], 1);
        return Gower.Distance(CaseOf(type, one), CaseOf(type, other), [schema]);
    }

    private static ImmutableDictionary<string, Circumstance> CaseOf(FeatureType type, string cell) =>
        ImmutableDictionary<string, Circumstance>.Empty.Add(Feature, (type, cell) switch
        {
            (_, "missing") => new Circumstance.Missing(),
            (FeatureType.Num, _) => new Circumstance.Number(Number(cell)),
            (FeatureType.Set, _) => new Circumstance.Set([.. cell.Split(' ')]),
            (FeatureType.Bool, _) => new Circumstance.Truth(bool.Parse(cell)),
            _ => new Circumstance.Word(cell),
        });

    /// <summary>All in the same case, on one day.</summary>
    private static ClassDecision[] Decisions(string outcomes) => [.. List(outcomes).Select((outcome, at) => new ClassDecision(
        IdOf(at), Side.A, 0, CaseOf(FeatureType.Nom, "same"),
        char.IsDigit(outcome[0]) ? new Circumstance.Number(Number(outcome)) : new Circumstance.Word(outcome), new Circumstance.Missing()))];

    private static double? IfDecided(string before, string outcome)
    {
        var draft = Decisions("draft")[0] with { Id = IdOf(99) };
        return Precedents.For(draft, Decisions(before), NoSchema).Outcomes.Single(o => o.Outcome == new Circumstance.Word(outcome)).C;
    }

    private static EntryId IdOf(int at) => new($"d{at}");

    private static LoyaltyItem ChoiceOf(string cell) => new(Number(cell.Split(" of ")[0]), Number(cell.Split(" of ")[1]), 0, 1);
}
