using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/balance.json.</summary>
public sealed class BalanceVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly JsonElement Vectors = Repository.Vectors("balance.json");

    public static TheoryData<string> Names =>
        [.. Vectors.GetProperty("cases").EnumerateArray().Select(example => example.Word("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_the_balance(string name)
    {
        var example = Vectors.GetProperty("cases").EnumerateArray().Single(e => e.Word("name") == name);
        var expected = example.GetProperty("expected");
        BalanceItem[] items = [.. example.GetProperty("entries").EnumerateArray().Select(ItemOf)
            .Where(item => item.AgeDays >= 0)];

        var balance = BalanceShare.Of(items, example.GetProperty("params").GetProperty("band")[1].GetDouble());

        balance.Totals.A.ShouldBe(expected.Number("A"), Close);
        balance.Totals.B.ShouldBe(expected.Number("B"), Close);
        balance.ShareOfA.ShouldBeNear(expected.Maybe("share_A"), Close);
        balance.Reciprocity.ShouldBeNear(expected.Maybe("reciprocity"), Close);
        balance.EffectiveCount.ShouldBe(expected.Number("n_eff"), Close);
        balance.Interval.Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        balance.Interval.High.ShouldBe(expected.Number("hi"), CloseQuantile);
        balance.InBand.ShouldBe(expected.Number("p_in_band"), Close);
        balance.Contributions.ShouldBe(expected.GetProperty("contributions").EnumerateArray()
            .Select(c => c.GetDouble()), Close);
    }

    [Fact]
    public void What_the_other_side_must_still_put_in()
    {
        foreach (var example in Vectors.GetProperty("needed").EnumerateArray())
        {
            BalanceShare.NeededFromB(example.Number("A"), example.Number("B"), example.Number("target_share_A"))
                .ShouldBe(example.Number("B_must_add"), Close);
        }
    }

    [Fact]
    public void Reciprocity_of_a_network()
    {
        foreach (var example in Vectors.GetProperty("network").EnumerateArray())
        {
            double[][] weights = [.. example.GetProperty("W").EnumerateArray()
                .Select(row => row.EnumerateArray().Select(w => w.GetDouble()).ToArray())];

            BalanceShare.NetworkReciprocity(weights).ShouldBeNear(example.Maybe("r"), Close);
        }
    }

    private static BalanceItem ItemOf(JsonElement entry) => new(
        entry.Word("side") == "A" ? Side.A : Side.B,
        entry.Number("amount"),
        entry.Number("age_days"),
        entry.Word("attest") switch { "acknowledged" => 1, "claimed" => 0.5, _ => 0 });
}
