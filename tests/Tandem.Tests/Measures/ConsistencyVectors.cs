using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/consistency.json, and the decisions of a worked ledger.</summary>
public sealed class ConsistencyVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly JsonElement Vectors = Repository.Vectors("consistency.json");
    private static readonly ImmutableArray<ClassFeature> Schema = SchemaOf(Vectors.GetProperty("schema"));

    public static TheoryData<string> Names => [.. Cases.Select(example => example.Word("name"))];

    private static IEnumerable<JsonElement> Cases => Vectors.GetProperty("cases").EnumerateArray();

    [Fact]
    public void Worked_examples_of_the_distance()
    {
        foreach (var example in Vectors.GetProperty("gower").EnumerateArray())
        {
            var (a, b) = (CircumstancesOf(example.GetProperty("a")), CircumstancesOf(example.GetProperty("b")));

            Gower.Distance(a, b, Schema)
                .ShouldBeNear(example.Maybe("d"), Close);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_consistency(string name)
    {
        var example = Cases.Single(e => e.Word("name") == name);
        var expected = example.GetProperty("expected");

        var consistency = Consistency.Of(DecisionsOf(example), Schema);

        var isWhole = example.GetProperty("cross").ValueKind == JsonValueKind.Null;
        var index = isWhole ? consistency.Whole : consistency.Cross;
        index.C.ShouldBeNear(expected.Maybe("C"), Close);
        index.Compared.ShouldBe(expected.GetProperty("n_dec").GetInt32());
        index.EffectiveCount.ShouldBe(expected.TryGetProperty("n_eff", out _) ? expected.Number("n_eff") : 0, Close);
        (index.Interval?.Low).ShouldBeNear(expected.Maybe("lo"), CloseQuantile);
        (index.Interval?.High).ShouldBeNear(expected.Maybe("hi"), CloseQuantile);
        ComparePairs(index.Pairs, expected.GetProperty("pairs"));
    }

    [Fact]
    public void The_baseline_of_a_class_leaves_the_circumstances_aside()
    {
        foreach (var expected in Vectors.GetProperty("class_baseline").EnumerateArray())
        {
            var example = Cases.Single(e => e.Word("name") == expected.Word("case"));

            Consistency.Of(DecisionsOf(example), Schema).Baseline.ShouldBeNear(expected.Maybe("C0"), Close);
        }
    }

    [Fact]
    public void A_draft_is_told_what_each_outcome_would_make_of_the_class()
    {
        var example = Vectors.GetProperty("counterfactual");
        var decisions = DecisionsOf(Cases.Single(e => e.Word("name") == example.Word("base")));
        var draft = new ClassDecision(
            new("draft"), Side.A, 0, CircumstancesOf(example.GetProperty("draft")), new Circumstance.Missing(),
            new Circumstance.Missing());

        var precedents = Precedents.For(draft, decisions, Schema);

        foreach (var expected in example.GetProperty("C_if").EnumerateObject())
        {
            precedents.Outcomes.Single(outcome => outcome.Outcome == new Circumstance.Word(expected.Name))
                .C.ShouldBeNear(expected.Value.GetDouble(), Close);
        }

        precedents.Outcomes.Length.ShouldBe(2);
        precedents.Nearest.Select(precedent => precedent.Id.Value).ShouldBe(["d1", "d3", "d2"]); // d4 is another case
        precedents.Nearest[2].Distance.ShouldBe(0.003, Close);
    }

    /// <summary>
    /// The proposed decision counts from its consent, the disputed one is left out, an other epoch is not compared.
    /// </summary>
    [Theory]
    [InlineData(0, "credit", new[] { "e1", "e2", "e3" })]
    [InlineData(0, "price", new[] { "e4", "e7" })]
    [InlineData(1, "credit", new[] { "e1", "e2", "e3", "e8", "e10" })]
    [InlineData(1, "price", new[] { "e4", "e7", "e11", "e12" })]
    public void Decisions_of_a_worked_ledger(int reading, string name, string[] inForce)
    {
        var expected = LedgerReading(reading).GetProperty("consistency").GetProperty("classes").GetProperty(name);

        var consistency = OfLedger(reading, inForce);

        consistency.C.ShouldBeNear(expected.Maybe("C"), Close);
        consistency.K.ShouldBe(expected.Number("K"), Close);
        consistency.Compared.ShouldBe(expected.GetProperty("n_dec").GetInt32());
        consistency.Baseline.ShouldBeNear(expected.Maybe("C0"), Close);
        consistency.Cross.C.ShouldBeNear(expected.GetProperty("cross").Maybe("C"), Close);
        consistency.Cross.K.ShouldBe(expected.GetProperty("cross").Number("K"), Close);
        consistency.Cross.Pairs.Length.ShouldBe(expected.GetProperty("cross").GetProperty("n_pairs").GetInt32());
        consistency.Interval.ShouldNotBeNull().Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        ComparePairs(consistency.Pairs, expected.GetProperty("pairs"));
    }

    [Fact]
    public void The_classes_share_one_index_by_the_weight_of_their_pairs()
    {
        var expected = LedgerReading(1).GetProperty("consistency");

        var shared = Consistency.Shared(
            [OfLedger(1, ["e1", "e2", "e3", "e8", "e10"]), OfLedger(1, ["e4", "e7", "e11", "e12"])]);

        shared.C.ShouldBeNear(expected.GetProperty("shared").Maybe("C"), Close);
        shared.K.ShouldBe(expected.GetProperty("shared").Number("K"), Close);
        shared.CrossC.ShouldBeNear(expected.GetProperty("shared_cross").Maybe("C"), Close);
        shared.CrossK.ShouldBe(expected.GetProperty("shared_cross").Number("K"), Close);
        Consistency.Shared([]).ShouldBe(new(null, 0, null, 0));
    }

    /// <summary>
    /// Zemel et al. 2013, kept as a reference only: a fixed number of neighbours calls far cases the same.
    /// </summary>
    [Fact]
    public void Worked_example_of_the_nearest_neighbours()
    {
        var example = Repository.Vectors("consistency_knn_reference.json");
        double[] x = [.. example.GetProperty("X").EnumerateArray().Select(row => row[0].GetDouble())];
        double[] y = [.. example.GetProperty("y").EnumerateArray().Select(outcome => outcome.GetDouble())];
        var k = example.GetProperty("k").GetInt32();

        var consistency = 1 - Enumerable.Range(0, x.Length).Average(i => Math.Abs(y[i] - Enumerable.Range(0, x.Length)
            .Where(j => j != i).OrderBy(j => Math.Abs(x[i] - x[j])).ThenBy(j => j).Take(k).Average(j => y[j])));

        consistency.ShouldBe(example.Number("expected"), Close);
    }

    internal static ImmutableDictionary<string, Circumstance> CircumstancesOf(JsonElement given) =>
        given.EnumerateObject().ToImmutableDictionary(member => member.Name, member => CircumstanceOf(member.Value));

    private static Circumstance CircumstanceOf(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.String => new Circumstance.Word(given.GetString()!),
        JsonValueKind.Number => new Circumstance.Number(given.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => new Circumstance.Truth(given.GetBoolean()),
        JsonValueKind.Array => new Circumstance.Set([.. given.EnumerateArray().Select(word => word.GetString()!)]),
        _ => new Circumstance.Missing(),
    };

    private static ClassDecision[] DecisionsOf(JsonElement example) =>
    [
        .. example.GetProperty("decisions").EnumerateArray().Select(decision => new ClassDecision(
            new(decision.Word("id")), Enum.Parse<Side>(decision.Word("party")), decision.Number("age_days"),
            CircumstancesOf(decision.GetProperty("x")), CircumstanceOf(decision.GetProperty("y")), EpochOf(decision))),
    ];

    private static Circumstance EpochOf(JsonElement decision) =>
        decision.TryGetProperty("epoch", out var epoch) ? CircumstanceOf(epoch) : new Circumstance.Missing();

    private static ImmutableArray<ClassFeature> SchemaOf(JsonElement features) =>
    [
        .. features.EnumerateArray().Select(feature => new ClassFeature(
            feature.Word("name"), Enum.Parse<FeatureType>(feature.Word("type"), ignoreCase: true),
            feature.TryGetProperty("range", out var range) ? range.GetDouble() : null,
            feature.TryGetProperty("levels", out var levels)
                ? [.. levels.EnumerateArray().Select(level => level.GetString()!)] : [],
            feature.TryGetProperty("weight", out var weight) ? weight.GetDouble() : 1)),
    ];

    private static JsonElement LedgerReading(int reading) =>
        Repository.Vectors("ledgers/05-decisions.expected.json").GetProperty("readings")[reading];

    private static Consistency OfLedger(int reading, string[] ids)
    {
        var now = LedgerReading(reading).GetProperty("now").GetDateTimeOffset();
        JsonElement[] lines = [.. File.ReadLines(Repository.PathOf("vectors", "ledgers", "05-decisions.ndjson"))
            .Select(line => JsonDocument.Parse(line).RootElement)];
        ClassDecision[] decisions = [.. ids.Select(DecisionOf)];
        var declared = lines.Single(line => line.Word("kind") == "charter").GetProperty("body")
            .GetProperty("parameters")
            .GetProperty("classes").TryGetProperty(ClassOf(ids[0]), out var features);
        var schema = declared ? SchemaOf(features) : Gower.SchemaOf(decisions.Select(d => d.Circumstances));
        return Consistency.Of(decisions, schema);

        string ClassOf(string id) => lines.Single(line => line.Word("id") == id).GetProperty("body").Word("class");

        ClassDecision DecisionOf(string id)
        {
            var entry = lines.Single(line => line.Word("id") == id);
            var body = entry.GetProperty("body");
            var consent = lines.FirstOrDefault(line =>
                line.Word("kind") == "consent" && line.GetProperty("body").Word("decision") == id);
            var since = (consent.ValueKind == JsonValueKind.Undefined ? entry : consent).GetProperty("occurred")
                .GetDateTimeOffset();
            return new(
                new(id), body.Word("decided_by") switch { "A" => Side.A, "B" => Side.B, _ => null },
                (now - since).TotalDays,
                CircumstancesOf(body.GetProperty("circumstances")), CircumstanceOf(body.GetProperty("outcome")),
                EpochOf(body));
        }
    }

    private static void ComparePairs(ImmutableArray<ConsistencyPair> pairs, JsonElement expected)
    {
        pairs.Length.ShouldBe(expected.GetArrayLength());
        foreach (var (pair, given) in pairs.Zip(expected.EnumerateArray()))
        {
            pair.I.Value.ShouldBe(given.Word("i"));
            pair.J.Value.ShouldBe(given.Word("j"));
            pair.Distance.ShouldBe(given.Number("d"), Close);
            pair.Weight.ShouldBe(given.Number("k"), Close);
            pair.Difference.ShouldBe(given.Number("D"), Close);
            pair.IsFlagged.ShouldBe(given.GetProperty("flag").GetBoolean());
            pair.Contribution.ShouldBe(given.Number("contribution"), Close);
        }
    }
}
