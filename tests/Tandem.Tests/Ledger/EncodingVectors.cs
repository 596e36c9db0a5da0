using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Ledger;

/// <summary>The cases of vectors/encoding: lines, and the leaf each becomes or why it becomes none.</summary>
public sealed class EncodingVectors
{
    private static readonly ImmutableArray<JsonElement> Cases =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("vectors", "encoding"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()),
    ];

    public static TheoryData<string> Accepted => Named(c => c.TryGetProperty("leaf", out _));

    public static TheoryData<string> Refused => Named(c => c.TryGetProperty("refused", out _));

    public static TheoryData<string> Claimed => Named(c => c.TryGetProperty("claimed_leaf", out _));

    [Fact]
    public void Nine_of_ten_must_be_rejected() => (Refused.Count + Claimed.Count).ShouldBeGreaterThan(9 * Accepted.Count);

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_line_becomes_exactly_this_leaf(string name)
    {
        var example = Case(name);

        var entry = Sealed(example);

        Encoding.UTF8.GetString(entry.Leaf.Span).ShouldBe(example.Word("leaf"));
        entry.LeafHash.ToHex().ShouldBe(example.Word("leaf_hash"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_line_is_refused_with_its_code(string name)
    {
        var line = Line.Read(BytesOf(Case(name)));

        Refusal.Word(line.Refusal.ShouldNotBeNull().Code).ShouldBe(Case(name).Word("refused"));
        line.Statement.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Claimed))]
    public void A_leaf_that_merely_looks_right_is_not_taken_for_it(string name)
    {
        var entry = Sealed(Case(name));

        entry.LeafHash.ToHex().ShouldBe(Case(name).Word("leaf_hash"));
        Encoding.UTF8.GetString(entry.Leaf.Span).ShouldNotBe(Case(name).Word("claimed_leaf"));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_line_written_with_its_seal_becomes_the_same_leaf_again(string name)
    {
        var entry = Sealed(Case(name));
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        LineWriter.Write(output, entry);

        var again = Line.Read(output.WrittenMemory).Statement.ShouldNotBeNull();

        Entry.Of(again, again.Seal.ShouldNotBeNull()).LeafHash.ShouldBe(entry.LeafHash);
    }

    private static Entry Sealed(JsonElement example)
    {
        var line = Line.Read(BytesOf(example));
        line.Refusal.ShouldBeNull();
        var statement = line.Statement.ShouldNotBeNull();
        if (statement.Seal is { } given)
        {
            return Entry.Of(statement, given);
        }

        var salts = example.GetProperty("salts");
        return Entry.Of(statement, new(
            new(Guid.ParseExact(example.Word("relationship"), "N")), example.GetProperty("sequence").GetInt64(),
            Convert.FromBase64String(salts.Word("body")),
            salts.GetProperty("text").EnumerateObject().ToImmutableSortedDictionary(
                salt => salt.Name, salt => (ReadOnlyMemory<byte>)Convert.FromBase64String(salt.Value.GetString()!), StringComparer.Ordinal),
            Seal.NothingErased));
    }

    private static byte[] BytesOf(JsonElement example) => example.TryGetProperty("line_base64", out var base64)
        ? base64.GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(example.Word("line"));

    private static JsonElement Case(string name) => Cases.Single(c => c.Word("name") == name);

    private static TheoryData<string> Named(Func<JsonElement, bool> which) => [.. Cases.Where(which).Select(c => c.Word("name"))];
}
