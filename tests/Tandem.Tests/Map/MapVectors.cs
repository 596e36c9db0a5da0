using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Map;

namespace Tandem.Tests.Map;

/// <summary>The worked examples of vectors/map.json.</summary>
public sealed class MapVectors
{
    private const double Close = 1e-9;

    private static readonly JsonElement Vectors = Repository.Vectors("map.json");
    private static readonly JsonElement Example = Vectors.GetProperty("interactions");
    private static readonly string[] SideA = ["anna", "cecilia"];

    private static Masses TheMasses =>
        Masses.Of(Example.GetProperty("events").EnumerateArray().Select(InteractionOf));

    private static Coverage TheCoverage => Coverage.Of(TheMasses, SideA, Stakeholders);

    private static IEnumerable<Stakeholder> Stakeholders => Example.GetProperty("stakeholder_weights").EnumerateObject()
        .Select(stakeholder => new Stakeholder(stakeholder.Name, stakeholder.Value.GetDouble()));

    [Fact]
    public void Mass_of_every_direction()
    {
        var masses = TheMasses.All;

        var expected = Example.GetProperty("mass").EnumerateObject().ToList();
        masses.Count.ShouldBe(expected.Count);
        foreach (var direction in expected)
        {
            var people = direction.Name.Split('>');
            masses[(people[0], people[1])].ShouldBe(direction.Value.GetDouble(), Close, direction.Name);
        }
    }

    [Fact]
    public void A_tie_is_the_smaller_of_its_directions()
    {
        foreach (var expected in Example.GetProperty("ties").EnumerateObject())
        {
            var people = expected.Name.Split('|');

            var tie = TheMasses.Between(people[0], people[1]);

            tie.Mass.ShouldBe(expected.Value.Number("mass"), Close, expected.Name);
            tie.Probability.ShouldBe(expected.Value.Number("p"), Close, expected.Name);
        }
    }

    [Fact]
    public void Coverage_of_the_stakeholders_with_and_without_each_person()
    {
        var coverage = TheCoverage;

        coverage.Share.ShouldBeNear(Example.Number("coverage"), Close);
        coverage.LeastCovered!.Person.ShouldBe("eva");
        foreach (var person in Example.GetProperty("without").EnumerateObject())
        {
            coverage.Without(person.Name).ShouldBeNear(person.Value.GetDouble(), Close);
        }
    }

    [Fact]
    public void Each_side_rests_on_nearly_two_people()
    {
        string[] sideB = [.. Stakeholders.Select(stakeholder => stakeholder.Person)];

        var a = EffectiveNumber.Of(SideA.Select(person => sideB.Sum(other => TheMasses.Between(person, other).Mass)));
        var b = EffectiveNumber.Of(sideB.Select(person => SideA.Sum(other => TheMasses.Between(person, other).Mass)));

        a.Count.ShouldBe(Example.Number("n_eff_A"), Close);
        b.Count.ShouldBe(Example.Number("n_eff_B"), Close);
        a.TopShare.ShouldBeNear(Example.Number("top_share_A"), Close);
        a.IsSingleThreaded.ShouldBeTrue();
    }

    [Fact]
    public void Effective_numbers()
    {
        foreach (var example in Vectors.GetProperty("n_effective").EnumerateArray())
        {
            EffectiveNumber.Of(example.GetProperty("w").EnumerateArray().Select(weight => weight.GetDouble()))
                .Count.ShouldBe(example.Number("n"), Close);
        }
    }

    [Fact]
    public void Warm_paths()
    {
        var paths = Vectors.GetProperty("warm_paths");
        foreach (var example in paths.GetProperty("cases").EnumerateArray())
        {
            var edges = EdgesOf(example.TryGetProperty("edges", out var own) ? own : paths.GetProperty("edges"));

            var path = WarmPath.Find(edges, example.Word("src"), example.Word("dst"), example.GetProperty("max_hops").GetInt32());

            var expected = PathOf(example.GetProperty("expected"));
            (path?.Probability).ShouldBeNear(expected?.Probability, Close);
            (path?.People ?? []).ShouldBe(expected?.People ?? []);
        }
    }

    [Fact]
    public void Betweenness_of_everyone()
    {
        var example = Vectors.GetProperty("betweenness");

        var betweenness = Betweenness.Of(example.GetProperty("edges").EnumerateArray()
            .Select(edge => (edge[0].GetString()!, edge[1].GetString()!)));

        var expected = example.GetProperty("normalised").EnumerateObject().ToList();
        betweenness.Count.ShouldBe(expected.Count);
        expected.ShouldAllBe(person => Math.Abs(betweenness[person.Name] - person.Value.GetDouble()) < Close);
    }

    private static Interaction InteractionOf(JsonElement interaction) => interaction.Word("type") switch
    {
        "email" => new Interaction.Email(interaction.Word("from"), People(interaction, "to"), interaction.Number("age_days")),
        "call" => new Interaction.Call(People(interaction, "people"), interaction.Number("age_days")),
        "meeting" => new Interaction.Meeting(People(interaction, "people"), interaction.Number("age_days")),
        var type => throw new InvalidDataException($"Unknown type {type}."),
    };

    private static ImmutableArray<string> People(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(person => person.GetString()!)];

    private static IEnumerable<Acquaintance> EdgesOf(JsonElement edges) => edges.EnumerateObject()
        .Select(edge => new Acquaintance(edge.Name.Split('|')[0], edge.Name.Split('|')[1], edge.Value.GetDouble()));

    private static WarmPath? PathOf(JsonElement expected) => expected.ValueKind == JsonValueKind.Null
        ? null
        : new(expected.Number("p"), People(expected, "path"));
}
