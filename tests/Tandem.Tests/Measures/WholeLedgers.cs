using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures;

/// <summary>The whole ledgers of vectors/ledgers: entries in, readings out.</summary>
public sealed class WholeLedgers
{
    public static TheoryData<string> Ledgers => Deeds.LedgerVectors.Ledgers;

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_whole_ledger_gives_its_readings(string name)
    {
        var file = Repository.Vectors($"ledgers/{name}.expected.json");
        var ledger = LedgerFile.Read(File.ReadLines(Repository.PathOf("vectors", "ledgers", name + ".ndjson")).Select(Utf8));
        var hours = HoursFile.Read(file.GetProperty("hours"));

        var differences = file.GetProperty("readings").EnumerateArray().SelectMany(expected =>
        {
            _ = Instant.TryParse(expected.Word("now"), out var now);
            var found = MeasuresJson.Of(ledger.ReadAt(now, hours), ledger.Accepted.Length, ledger.Refused).ToJsonString();
            return Difference.Between(expected, JsonDocument.Parse(found).RootElement, expected.Word("now"));
        });

        differences.Take(20).ShouldBeEmpty();
    }

    private static ReadOnlyMemory<byte> Utf8(string line) => Encoding.UTF8.GetBytes(line);
}
