using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

/// <summary>The cases of vectors/merkle, which any implementation can run: most must be refused.</summary>
public sealed class MerkleVectors
{
    public static TheoryData<string, string> Cases => [.. from kind in Runners.Keys
                                                          from example in CasesOf(kind)
                                                          select (kind, example.Word("name"))];

    private static readonly Dictionary<string, Func<JsonElement, bool>> Runners = new()
    {
        ["inclusion"] = example => new InclusionProof(Whole(example, "index"), Whole(example, "size"), [.. Proof(example)])
            .Verify(HashOf(example.Word("leaf")), HashOf(example.Word("root"))) == ProofOutcome.Holds,
        ["consistency"] = example => new ConsistencyProof(Whole(example, "first"), Whole(example, "second"), [.. Proof(example)])
            .Verify(HashOf(example.Word("first_root")), HashOf(example.Word("second_root"))) == ProofOutcome.Holds,
        ["tile-paths"] = example => TileId.TryParse(example.Word("path"), out var tile)
            && tile == new TileId((int)Whole(example, "level"), Whole(example, "index"), (int)Whole(example, "width")),
        ["keys"] = example => NoteKey.TryParse(example.Word("key"), out var key, out var problem) == (problem == default)
            && key is not null && key.Id.ToString("x8", CultureInfo.InvariantCulture) == example.Word("id"),
        ["notes"] = example => SignedNote.TryParse(Utf8(example.Word("note")), out var note, out _)
            && note.Verify(Keys(example)) == NoteOutcome.Verified,
        ["checkpoints"] = example => Checkpoint.TryParse(example.Word("text"), out var checkpoint, out _)
            && checkpoint.ToString() == example.Word("text"),
        ["receipts"] = example => Receipt.TryParse(Utf8(example.Word("receipt")), out var receipt, out _)
            && receipt.ToString() == example.Word("receipt")
            && receipt.Verify(Convert.FromBase64String(example.Word("leaf")), example.Word("origin"), Keys(example))
                == ReceiptOutcome.Included,
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_accepted_or_refused_as_it_says(string kind, string name)
    {
        var example = CasesOf(kind).Single(example => example.Word("name") == name);

        Runners[kind](example).ShouldBe(example.GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public void About_nine_of_ten_are_refused()
    {
        var all = Runners.Keys.SelectMany(CasesOf).ToList();

        (all.Count(example => !example.GetProperty("accepted").GetBoolean()) / (double)all.Count).ShouldBeInRange(0.87, 0.95);
    }

    private static IEnumerable<JsonElement> CasesOf(string kind) =>
        Repository.Vectors($"merkle/{kind}.json").GetProperty("cases").EnumerateArray();

    private static IEnumerable<Hash> Proof(JsonElement example) =>
        example.GetProperty("proof").EnumerateArray().Select(hash => HashOf(hash.GetString()!));

    private static Hash HashOf(string text) =>
        Hash.TryParseBase64(text, out var hash) ? hash : throw new FormatException($"{text} is no hash");

    private static NoteKey[] Keys(JsonElement example) => [.. example.GetProperty("keys").EnumerateArray().Select(text =>
        NoteKey.TryParse(text.GetString()!, out var key, out _) ? key : throw new FormatException($"{text} is no key"))];

    private static long Whole(JsonElement example, string name) => example.GetProperty(name).GetInt64();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
