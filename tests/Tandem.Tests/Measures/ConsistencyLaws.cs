using System.Collections.Immutable;
using Shouldly;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>What holds for every class of decisions.</summary>
public sealed class ConsistencyLaws
{
    private const double Close = 1e-9;

    private static readonly Circumstance None = new Circumstance.Missing();

    [Fact]
    public void The_parts_of_an_index_add_up_to_it() => Law.Holds((dice, size) =>
    {
        var consistency = OfSome(SomeDecisions(dice, size));

        (consistency.C ?? 1).ShouldBe(1 + consistency.Pairs.Sum(pair => pair.Contribution), Close);
        (consistency.Cross.C ?? 1).ShouldBe(1 + consistency.Cross.Pairs.Sum(pair => pair.Contribution), Close);
    }, cases: 100);

    [Fact]
    public void Neither_the_order_nor_the_letters_of_the_sides_matter() => Law.Holds((dice, size) =>
    {
        var decisions = SomeDecisions(dice, size);
        var consistency = OfSome(decisions);

        var other = OfSome([.. dice.Shuffled(decisions).Select(d => d with { DecidedBy = d.DecidedBy?.Other })]);

        other.C.ShouldBeNear(consistency.C, Close);
        other.Cross.C.ShouldBeNear(consistency.Cross.C, Close);
        other.Baseline.ShouldBeNear(consistency.Baseline, Close);
    }, cases: 100);

    [Fact]
    public void Leaving_a_decision_out_is_as_if_it_had_not_been_made() => Law.Holds((dice, size) =>
    {
        var decisions = SomeDecisions(dice, size + 1);
        var left = dice.Pick(decisions).Id;

        var without = OfSome(decisions).Without(left);

        var recomputed = OfSome([.. decisions.Where(decision => decision.Id != left)]);
        without.C.ShouldBeNear(recomputed.C, Close);
        without.Compared.ShouldBe(recomputed.Compared);
    }, cases: 100);

    [Fact]
    public void Two_joint_decisions_are_no_cross_pair()
    {
        Side?[] deciders = [null, null, Side.A, Side.A, Side.B];

        var consistency = OfSome([.. deciders.Select((by, at) => Made(at, "yes") with { DecidedBy = by })]);

        consistency.Pairs.Length.ShouldBe(10);
        consistency.Cross.Pairs.Length.ShouldBe(8);
    }

    [Fact]
    public void A_decision_without_an_outcome_is_compared_with_none()
    {
        var consistency = OfSome([Made(0, "yes"), Made(1, "yes") with { Outcome = None }]);

        consistency.C.ShouldBeNull();
        consistency.Baseline.ShouldBeNull();
    }

    [Fact]
    public void Outcomes_of_mixed_kinds_are_compared_as_names()
    {
        var (low, high) = (Made(0, "") with { Outcome = new Circumstance.Number(0.4) },
            Made(1, "") with { Outcome = new Circumstance.Number(0.5) });

        OfSome([low, high]).C.ShouldBeNear(0.9, Close);
        OfSome([low, high, Made(2, "no")]).C.ShouldBeNear(0, Close);
        OfSome([low, high with { Outcome = new Circumstance.Number(40) }]).C.ShouldBeNear(0, Close); // not a share
    }

    [Fact]
    public void A_list_says_the_same_in_any_order() =>
        OfSome([Made(0, "") with { Outcome = Set("a", "b"), Epoch = Set("x", "y") },
            Made(1, "") with { Outcome = Set("b", "a"), Epoch = Set("y", "x") }]).C.ShouldBeNear(1, Close);

    [Fact]
    public void A_schema_that_nobody_declared_follows_what_the_cases_say()
    {
        var one = Case(("level", new Circumstance.Number(1)), ("Urgent", new Circumstance.Truth(true)),
            ("tags", Set("a")));
        var two = Case(("level", new Circumstance.Number(2)), ("Urgent", None), ("mixed", new Circumstance.Number(1)),
            ("void", None));
        var three = Case(("mixed", new Circumstance.Word("x")));

        Gower.SchemaOf([one, two, three])
            .Select(feature => (feature.Name, feature.Type, feature.Range, feature.Weight))
            .ShouldBe([("Urgent", FeatureType.Bool, null, 1), ("level", FeatureType.Num, 1.0, 1),
                ("mixed", FeatureType.Nom, null, 1), ("tags", FeatureType.Set, null, 1)]);
    }

    public static TheoryData<FeatureType, object?, object?, double?> Values => new()
    {
        { FeatureType.Num, 1.0, 3.0, 0.5 },
        { FeatureType.Num, 1.0, 9.0, 1.0 }, // beyond the range is not more than wholly different
        { FeatureType.Num, 1.0, "3", null }, // not a number: missing
        { FeatureType.Num, 1.0, null, null },
        { FeatureType.Ord, "low", "high", 1.0 },
        { FeatureType.Ord, "low", "normal", 0.5 },
        { FeatureType.Ord, "low", "unheard of", null },
        { FeatureType.Bool, true, false, 1.0 },
        { FeatureType.Bool, true, "true", null },
        { FeatureType.Nom, "a", "a", 0.0 },
        { FeatureType.Nom, "a", null, null },
        { FeatureType.Nom, 1.0, "1", null },
        { FeatureType.Set, new[] { "a", "b" }, new[] { "b", "c" }, 2 / 3.0 },
        { FeatureType.Set, Array.Empty<string>(), Array.Empty<string>(), 0.0 },
        { FeatureType.Set, new[] { "a" }, "a", null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_does_not_fit_is_missing(FeatureType type, object? a, object? b, double? distance)
    {
        var feature = new ClassFeature("it", type, 4, ["low", "normal", "high"], 3);

        Gower.Distance(Case(("it", ValueOf(a))), Case(("it", ValueOf(b))), [feature]).ShouldBeNear(distance, Close);
    }

    [Fact]
    public void Where_there_is_one_level_all_are_alike_and_where_nothing_weighs_nothing_is_known()
    {
        var one = Case(("it", new Circumstance.Word("only")));
        var feature = new ClassFeature("it", FeatureType.Ord, null, ["only"], 1);

        Gower.Distance(one, one, [feature]).ShouldBeNear(0, Close);
        Gower.Distance(one, one, [feature with { Weight = 0 }]).ShouldBeNull();
        Gower.Distance(one, one, []).ShouldBeNull();
    }

    private static Consistency OfSome(IReadOnlyList<ClassDecision> decisions) =>
        Consistency.Of(decisions,
            [new("amount", FeatureType.Num, 100, [], 1), new("cause", FeatureType.Nom, null, [], 0.5)]);

    private static ClassDecision[] SomeDecisions(Dice dice, int size) =>
    [
        .. Enumerable.Range(0, size / 2).Select(at => new ClassDecision(
            new($"d{at}"), dice.Pick<Side?>([Side.A, Side.B, null]), dice.Below(1000),
            Case(("amount", new Circumstance.Number(dice.Below(100))),
                ("cause", dice.Chance(0.3) ? None : new Circumstance.Word("x"))),
            new Circumstance.Number(dice.Unit()), dice.Chance(0.2) ? new Circumstance.Number(1) : None)),
        new ClassDecision(new("last"), Side.A, 0, Case(("amount", new Circumstance.Number(50))),
            new Circumstance.Number(1), None),
    ];

    private static ClassDecision Made(int at, string outcome) => new(
        new($"d{at}"), Side.A, 0, Case(("amount", new Circumstance.Number(10))), new Circumstance.Word(outcome), None);

    private static Circumstance.Set Set(params string[] words) => new([.. words]);

    private static ImmutableDictionary<string, Circumstance> Case(
        params (string Name, Circumstance Value)[] features) =>
        features.ToImmutableDictionary(feature => feature.Name, feature => feature.Value);

    private static Circumstance ValueOf(object? value) => value switch
    {
        double number => new Circumstance.Number(number),
        bool truth => new Circumstance.Truth(truth),
        string word => new Circumstance.Word(word),
        string[] words => Set(words),
        _ => None,
    };
}
