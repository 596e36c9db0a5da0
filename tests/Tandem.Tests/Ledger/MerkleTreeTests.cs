using System.Text;
using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_tree_of_nothing_has_the_root_of_the_empty_string() =>
        MerkleTree.EmptyRoot.ToHex().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void An_empty_leaf_is_not_an_empty_tree() =>
        MerkleTree.Leaf([]).ToHex().ShouldBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");

    [Fact]
    public void A_leaf_of_any_length_is_hashed_behind_its_prefix() => Law.Holds((dice, size) =>
    {
        var leaf = dice.Bytes(dice.Pick<int>([size, 1022, 1023, 1024, 1025, 70_000]));

        return MerkleTree.Leaf(leaf) == new Hash(ReferenceTree.LeafHash(leaf));
    });

    [Fact]
    public void Every_size_up_to_three_hundred_has_the_root_the_RFC_defines()
    {
        var leaves = Grove.SomeLeaves(300);
        var reference = new ReferenceTree(leaves);
        var frontier = Frontier.Empty;

        for (var size = 0; size <= leaves.Length; size++)
        {
            frontier.Size.ShouldBe(size);
            frontier.Root.ShouldBe(reference.Root(size), $"size {size}");
            frontier = size < leaves.Length ? frontier.Append(MerkleTree.Leaf(leaves[size])) : frontier;
        }
    }

    [Fact]
    public void Batches_of_any_length_make_the_tree_that_single_leaves_make() => Law.Holds((dice, size) =>
    {
        var leaves = Grove.SomeLeaves(dice.Below(size * 20 + 1));
        var grove = new Grove();

        for (var at = 0; at < leaves.Length;)
        {
            var count = Math.Min(dice.Below(700), leaves.Length - at);
            grove.Append([.. leaves[at..(at + count)].Select(leaf => MerkleTree.Leaf(leaf))]);
            at += count;
        }

        grove.Frontier.Root.ShouldBe(new ReferenceTree(leaves).Root(leaves.Length));
        grove.FullTiles.Count.ShouldBe(TileId.AllOf(leaves.Length).Count(tile => tile.IsFull));
    }, cases: 100);

    [Fact]
    public void A_frontier_survives_being_stored() => Law.Holds((dice, size) =>
    {
        var frontier = Frontier.Empty.Append([.. Grove.SomeLeaves(dice.Below(size * 10 + 1)).Select(leaf => MerkleTree.Leaf(leaf))]);

        Frontier.TryParse(frontier.ToBytes(), out var read).ShouldBeTrue();

        read!.Size.ShouldBe(frontier.Size);
        read.Root.ShouldBe(frontier.Root);
        read.Append(Hash.Of([1])).Root.ShouldBe(frontier.Append(Hash.Of([1])).Root);
    });

    [Fact]
    public void A_stored_frontier_that_is_too_short_too_long_or_negative_is_refused()
    {
        var bytes = Frontier.Empty.Append([Hash.Of([1]), Hash.Of([2]), Hash.Of([3])]).ToBytes();

        Frontier.TryParse(bytes.AsSpan(..^1), out _).ShouldBeFalse();
        Frontier.TryParse([.. bytes, 0], out _).ShouldBeFalse();
        Frontier.TryParse([], out _).ShouldBeFalse();
        Frontier.TryParse([0, 0, 0, 0, 0, 0, 0, 1], out _).ShouldBeFalse();
        Frontier.TryParse([0x80, .. bytes[1..]], out _).ShouldBeFalse();
        Frontier.TryParse([.. bytes[..7], 4, .. bytes[8..]], out _).ShouldBeFalse();
    }

    [Fact]
    public void The_largest_tree_that_can_be_said_has_a_root_and_takes_no_more()
    {
        byte[] bytes = [0x7f, .. Enumerable.Repeat((byte)0xff, 7), .. new byte[63 * Hash.Length]];
        Frontier.TryParse(bytes, out var frontier).ShouldBeTrue();

        frontier!.Size.ShouldBe(long.MaxValue);
        frontier.Root.ShouldNotBe(default);
        Should.Throw<OverflowException>(() => frontier.Append(default(Hash)));
        Should.Throw<OverflowException>(() => frontier.PartialTilesFilledBy(1));
    }

    [Fact]
    public void A_hash_is_thirty_two_bytes_that_say_the_same_in_base64_and_hex() => Law.Holds((dice, _) =>
    {
        var bytes = dice.Bytes(Hash.Length);
        var hash = new Hash(bytes);
        var copied = new byte[Hash.Length];
        hash.CopyTo(copied);

        copied.ShouldBe(bytes);
        hash.ToBase64().ShouldBe(Convert.ToBase64String(bytes));
        Hash.TryParseBase64(hash.ToBase64(), out var fromBase64).ShouldBeTrue();
        Hash.TryParseHex(hash.ToHex(), out var fromHex).ShouldBeTrue();
        fromBase64.ShouldBe(hash);
        fromHex.ShouldBe(hash);
    });

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")] // padding left out
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")] // a bit set in the padding
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= ")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")] // the alphabet for addresses
    [InlineData("47DEQpj8HBSa+/TImW+5JCeu\nQeRkm5NMpJWZG3hSuFU=")]
    public void Other_spellings_of_a_hash_are_refused(string text)
    {
        Hash.TryParseBase64(text, out var hash).ShouldBeFalse();
        hash.ShouldBe(default);
    }

    [Fact]
    public void No_hash_at_all_is_thirty_two_zeros()
    {
        default(Hash).ToHex().ShouldBe(new string('0', 64));
        Hash.TryParseHex(new string('g', 64), out _).ShouldBeFalse();
        Hash.TryParseHex("00", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new Hash(Encoding.ASCII.GetBytes("too short")));
    }
}
