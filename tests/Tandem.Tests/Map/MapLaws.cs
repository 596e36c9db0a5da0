using System.Collections.Immutable;
using Shouldly;
using Tandem.Core.Map;

namespace Tandem.Tests.Map;

/// <summary>What holds on every map, checked against the slow way of computing it.</summary>
public sealed class MapLaws
{
    private const double Close = 1e-9;
    private const int MostPeople = 7;

    [Fact]
    public void The_warm_path_is_the_one_that_trying_all_finds() => Law.Holds((dice, size) =>
    {
        var edges = SomeEdges(dice, size);
        var (from, to, maxHops) = (Name(dice.Below(MostPeople)), Name(dice.Below(MostPeople)), dice.Below(5));

        WarmPath.Find(dice.Shuffled(edges), from, to, maxHops).ShouldBe(BestOfAll(edges, from, to, maxHops));
    });

    [Fact]
    public void Betweenness_is_what_counting_all_shortest_paths_gives() => Law.Holds((dice, size) =>
    {
        (string One, string Other)[] edges = [.. SomeEdges(dice, size).Select(edge => (edge.One, edge.Other))];

        var betweenness = Betweenness.Of(edges);

        foreach (var (person, between) in CountedBetweenness(edges))
        {
            betweenness[person].ShouldBe(between, Close, person);
        }
    });

    [Fact]
    public void What_lies_in_the_future_and_who_was_alone_add_nothing() => Law.Holds((dice, size) =>
    {
        Interaction[] known = [.. Enumerable.Range(0, size).Select(_ => SomeInteraction(dice, dice.Below(400)))];
        Interaction[] idle = [.. Enumerable.Range(0, size).Select(_ => SomeInteraction(dice, -1 - dice.Below(400)))];
        Interaction[] alone = [new Interaction.Meeting(["p1"], 1), new Interaction.Call(["p1", "p1"], 1),
            new Interaction.Email("p1", ["p1"], 1), new Interaction.Email("p1", [], 1)];

        Masses.Of([.. idle, .. known, .. alone]).All.ShouldBe(Masses.Of(known).All);
    });

    [Fact]
    public void A_mail_gives_as_much_as_it_weighs_however_many_it_reaches() => Law.Holds((dice, size) =>
    {
        ImmutableArray<string> to = [.. Enumerable.Range(1, size + 1).Select(Name)];

        var masses = Masses.Of([new Interaction.Email("p0", [.. to, "p0", to[0]], 0)]);

        masses.All.Values.Sum().ShouldBe(1, Close);
        masses.All.Count.ShouldBe(to.Length);
        masses.Between("p0", to[0]).Probability.ShouldBe(0); // one-way mailing is no tie
    });

    [Fact]
    public void Losing_anyone_never_raises_the_coverage() => Law.Holds((dice, size) =>
    {
        var masses = Masses.Of(Enumerable.Range(0, size).Select(_ => SomeInteraction(dice, dice.Below(400))));
        var coverage = Coverage.Of(masses, ["p0", "p1", "p2"],
            [new("p3", dice.Below(3)), new("p4", dice.Below(3)), new("p5", 1)]);

        coverage.Share!.Value.ShouldBeInRange(0, 1);
        coverage.Without("p1")!.Value.ShouldBeLessThanOrEqualTo(coverage.Share.Value);
        coverage.Without("p6").ShouldBe(coverage.Share);
        coverage.LeastCovered!.Importance.ShouldBeGreaterThan(0);
    });

    [Fact]
    public void The_effective_number_lies_between_one_and_the_number_of_people() => Law.Holds((dice, size) =>
    {
        double[] weights = [.. Enumerable.Range(0, size).Select(_ => (double)dice.Below(5))];

        var effective = EffectiveNumber.Of(weights);

        var some = weights.Count(weight => weight > 0);
        effective.Count.ShouldBeInRange(some == 0 ? 0 : 1 - Close, some + Close);
        (effective.TopShare is null).ShouldBe(some == 0);
    });

    [Theory]
    [InlineData(new double[] { }, false)]              // nothing hangs on one person where nothing hangs at all
    [InlineData(new double[] { 7 }, true)]
    [InlineData(new double[] { 1, 1 }, false)]         // exactly two is enough
    [InlineData(new double[] { 1, 1, 1 }, false)]
    [InlineData(new double[] { 6, 1, 1, 1, 1 }, false)] // 0.6 exactly
    [InlineData(new double[] { 61, 10, 10, 10, 9 }, true)]
    public void Single_threaded_is_fewer_than_two_or_more_than_six_tenths(double[] weights, bool isSingleThreaded) =>
        EffectiveNumber.Of(weights).IsSingleThreaded.ShouldBe(isSingleThreaded);

    [Fact]
    public void Where_no_stakeholder_matters_there_is_no_coverage()
    {
        var coverage = Coverage.Of(Masses.Of([]), ["p0"], [new("p1", 0)]);

        coverage.Share.ShouldBeNull();
        coverage.Without("p0").ShouldBeNull();
        coverage.LeastCovered.ShouldBeNull();
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_thrown_out()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Acquaintance("a", "b", 1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Acquaintance("a", "b", double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new Stakeholder("a", -1));
        Should.Throw<ArgumentOutOfRangeException>(() => EffectiveNumber.Of([1, double.NaN]));
        Should.Throw<ArgumentOutOfRangeException>(() => WarmPath.Find([], "a", "b", -1));
    }

    private static string Name(int person) => $"p{person}";

    private static Interaction SomeInteraction(Dice dice, double ageDays)
    {
        ImmutableArray<string> people = [.. Enumerable.Range(0, dice.Between(1, 4)).Select(_ => Name(dice.Below(6)))];
        return dice.Below(3) switch
        {
            0 => new Interaction.Email(Name(dice.Below(6)), people, ageDays),
            1 => new Interaction.Call(people, ageDays),
            _ => new Interaction.Meeting(people, ageDays),
        };
    }

    /// <summary>Eighths, so that products are exact and ties common.</summary>
    private static Acquaintance[] SomeEdges(Dice dice, int size) =>
    [
        .. Enumerable.Range(0, Math.Min(size, 20))
            .Select(_ => (One: dice.Below(MostPeople), Other: dice.Below(MostPeople), Probability: dice.Below(9) / 8.0))
            .Select(edge => new Acquaintance(Name(edge.One), Name(edge.Other), edge.Probability)),
    ];

    private static WarmPath? BestOfAll(Acquaintance[] edges, string from, string to, int maxHops) => Paths(edges, new(1, [from]), maxHops)
        .Where(path => path.People[^1] == to)
        .OrderByDescending(path => path.Probability)
        .ThenBy(path => path.Hops)
        .ThenBy(path => string.Join('\0', path.People), StringComparer.Ordinal)
        .FirstOrDefault();

    private static IEnumerable<WarmPath> Paths(Acquaintance[] edges, WarmPath path, int maxHops) => path.Hops == maxHops
        ? [path]
        : edges.Where(edge => edge.Probability > 0)
            .SelectMany(edge => new[] { (edge.One, edge.Other, edge.Probability), (One: edge.Other, Other: edge.One, edge.Probability) })
            .Where(edge => edge.One == path.People[^1] && !path.People.Contains(edge.Other))
            .SelectMany(edge => Paths(edges, new(path.Probability * edge.Probability, path.People.Add(edge.Other)), maxHops))
            .Prepend(path);

    private static Dictionary<string, double> CountedBetweenness((string One, string Other)[] edges)
    {
        string[] people = [.. edges.SelectMany(edge => new[] { edge.One, edge.Other }).Distinct()];
        Acquaintance[] known = [.. edges.Select(edge => new Acquaintance(edge.One, edge.Other, 1)).Distinct()];
        var between = people.ToDictionary(person => person, _ => 0.0);
        foreach (var (one, other) in from one in people from other in people where string.CompareOrdinal(one, other) < 0 select (one, other))
        {
            var shortest = Paths(known, new(1, [one]), people.Length).Select(path => path.People).Where(path => path[^1] == other)
                .DistinctBy(path => string.Join(',', path)).GroupBy(path => path.Length).MinBy(group => group.Key)?.ToList() ?? [];
            foreach (var person in people.Where(person => person != one && person != other))
            {
                between[person] += shortest.Count == 0 ? 0 : shortest.Count(path => path.Contains(person)) / (double)shortest.Count;
            }
        }

        var pairs = (people.Length - 1) * (people.Length - 2) / 2;
        return between.ToDictionary(person => person.Key, person => pairs == 0 ? 0 : person.Value / pairs);
    }
}
