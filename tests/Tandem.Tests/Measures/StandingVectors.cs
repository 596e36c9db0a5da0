using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/standing.json, and the checkpoints of the worked ledgers.</summary>
public sealed class StandingVectors
{
    private static readonly JsonElement Vectors = Repository.Vectors("standing.json");

    public static TheoryData<string> Names =>
        [.. Vectors.GetProperty("cases").EnumerateArray().Select(example => example.Word("name"))];

    public static TheoryData<string, int> Readings => new(
        from path in Directory.EnumerateFiles(Repository.PathOf("vectors", "ledgers"), "*.expected.json")
        let name = Path.GetFileName(path)
        let readings = Repository.Vectors(Path.Combine("ledgers", name)).GetProperty("readings")
        from at in Enumerable.Range(0, readings.GetArrayLength())
        orderby name, at
        select (name, at));

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_the_standing(string name)
    {
        var example = Vectors.GetProperty("cases").EnumerateArray().Single(e => e.Word("name") == name);
        var inputs = InputsOf(example.GetProperty("measures"));

        StandingRules.Candidate(inputs, null).ShouldBe(LabelOf(example.Word("label")));
        StandingRules.Explain(inputs, null).Label.ShouldBe(LabelOf(example.Word("label")));
    }

    [Fact]
    public void The_labels_stand_in_the_order_of_the_rules() =>
        Enum.GetValues<StandingLabel>()
            .ShouldBe(Vectors.GetProperty("order").EnumerateArray().Select(l => LabelOf(l.GetString()!)));

    [Fact]
    public void Thresholds_to_enter_and_to_stay()
    {
        var expected = Vectors.GetProperty("thresholds_(enter,stay)");

        foreach (var (name, line) in ((string, (double, double))[])[
            ("committed", StandingRules.ExchangeCommitted),
            ("mass", (StandingRules.UnknownInformation, StandingRules.UnknownInformation)),
            ("strain_T", StandingRules.StrainedTrust), ("det_T", StandingRules.DeterioratingTrust),
            ("det_V", StandingRules.DeterioratingValue), ("out_p", StandingRules.OneSidedInBand),
            ("delta", StandingRules.OneSidedInequity), ("part_T", StandingRules.PartnershipTrust),
            ("part_V", StandingRules.PartnershipValue), ("part_mass", StandingRules.PartnershipInformation),
            ("build_T", StandingRules.BuildingTrust), ("build_V", StandingRules.BuildingValue),
            ("half", StandingRules.ShallowHalf)])
        {
            line.ShouldBe((expected.GetProperty(name)[0].GetDouble(), expected.GetProperty(name)[1].GetDouble()),
                name);
        }

        StandingSequence.Dwell.ShouldBe(Vectors.GetProperty("dwell").GetInt32());
    }

    [Fact]
    public void A_label_changes_when_it_has_been_the_candidate_for_four_weeks() =>
        Replay(Vectors.GetProperty("sequence"), "measures");

    [Theory]
    [MemberData(nameof(Readings))]
    public void Checkpoints_of_a_worked_ledger(string ledger, int reading)
    {
        var standing = Repository.Vectors(Path.Combine("ledgers", ledger)).GetProperty("readings")[reading]
            .GetProperty("standing");

        Replay(standing.GetProperty("checkpoints"), "inputs").ShouldBe(LabelOf(standing.Word("label")));
    }

    [Fact]
    public void Evidence_is_graded_by_its_amount()
    {
        foreach (var example in Vectors.GetProperty("evidence_grade").EnumerateArray())
        {
            double?[] given = [.. example.GetProperty("in").EnumerateArray()
                .Select(x => x.ValueKind == JsonValueKind.Number ? x.GetDouble() : (double?)null)];

            EvidenceGrades.Of(new(given[0]!.Value, given[1]!.Value), new(given[2], given[3]), given[4]!.Value)
                .ToString().ShouldBe(example.Word("grade"), StringCompareShould.IgnoreCase);
        }
    }

    internal static StandingInputs InputsOf(JsonElement given) => new()
    {
        Trust = new(given.Number("T_AB"), given.Number("T_BA")),
        Information = new(given.Number("mass_AB"), given.Number("mass_BA")),
        Acknowledged = given.TryGetProperty("ack_AB", out _)
            ? new(given.Number("ack_AB"), given.Number("ack_BA"))
            : null,
        Value = new(given.Maybe("V_A"), given.Maybe("V_B")),
        ShareOfA = given.Maybe("share_A"),
        ShareInformation = given.Number("share_info"),
        InBand = given.Maybe("p_in_band"),
        Delta = given.Maybe("delta"),
        Committed = given.GetProperty("committed180").GetInt32(),
        Transactions = given.GetProperty("transactions180").GetInt32(),
        SevereOverdue = given.GetProperty("severe_overdue").GetInt32(),
        Band = given.TryGetProperty("band", out var band) ? (band[0].GetDouble(), band[1].GetDouble()) : (0.4, 0.6),
        TrustChange = given.Maybe("dT"),
        ValueChange = given.Maybe("dV"),
    };

    private static StandingLabel Replay(JsonElement checkpoints, string inputs)
    {
        var standing = default(StandingSequence);
        var week = 0;
        foreach (var checkpoint in checkpoints.EnumerateArray())
        {
            standing = standing.Next(InputsOf(checkpoint.GetProperty(inputs)));

            standing.Candidate.ShouldBe(LabelOf(checkpoint.Word("raw")), $"candidate of week {week}");
            standing.Label.ShouldBe(LabelOf(checkpoint.Word("label")), $"label of week {week++}");
        }

        return standing.Label;
    }

    private static StandingLabel LabelOf(string code) =>
        Enum.Parse<StandingLabel>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
