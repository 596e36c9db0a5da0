using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Tests.Deeds;

/// <summary>The whole ledgers of vectors/ledgers: what each line is answered.</summary>
public sealed class LedgerVectors
{
    public static TheoryData<string> Ledgers => [.. Directory.EnumerateFiles(Repository.PathOf("vectors", "ledgers"), "*.ndjson")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_ledger_takes_in_what_it_may_and_refuses_the_rest_with_its_code(string name)
    {
        var expected = Repository.Vectors($"ledgers/{name}.expected.json").GetProperty("readings")[0];

        var (record, refused) = Replay.Of(File.ReadLines(Repository.PathOf("vectors", "ledgers", name + ".ndjson")));

        refused.Select(r => $"{r.Line} {Refusal.Word(r.Refusal.Code)}").ShouldBe(expected.GetProperty("refused").EnumerateArray()
            .Select(r => $"{r.GetProperty("line").GetInt32()} {r.GetProperty("code").GetString()}"));
        record.Head.Size.ShouldBe(expected.GetProperty("entries").GetInt32());
    }

    [Fact]
    public void Every_kind_stands_in_one_of_them() => Directory.EnumerateFiles(Repository.PathOf("vectors", "ledgers"), "*.ndjson")
        .SelectMany(File.ReadLines).Select(line => Line.Read(Encoding.UTF8.GetBytes(line)).Statement?.Fact.Kind).OfType<string>().Distinct()
        .ShouldBe(Kinds.All, ignoreOrder: true);

    [Fact]
    public void The_charter_in_force_and_who_has_joined_are_those_of_the_reading()
    {
        foreach (var name in Ledgers.Select(row => row.Data))
        {
            var reading = Repository.Vectors($"ledgers/{name}.expected.json").GetProperty("readings").EnumerateArray().Last();
            var lines = File.ReadLines(Repository.PathOf("vectors", "ledgers", name + ".ndjson"));
            var (record, _) = Replay.Of(lines);

            var charter = record.Entries.FirstOrDefault(e => e.Sequence == record.Head.CharterAt)?.Id.Value;
            charter.ShouldBe(reading.GetProperty("charter").GetString(), name);
            record.Head.Joined.Select(at => at is not null).ShouldBe(
                new(reading.GetProperty("joined").GetProperty("A").GetBoolean(), reading.GetProperty("joined").GetProperty("B").GetBoolean()), name);
        }
    }
}
