using System.Collections.Immutable;
using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

/// <summary>Proofs from tiles beside the slow reference tree, and everything that is nearly a proof.</summary>
public sealed class MerkleProofTests
{
    private const int Exhaustive = 300;

    private static readonly byte[][] Leaves = Grove.SomeLeaves(70_000);
    private static readonly Hash[] LeafHashes = [.. Leaves.Select(leaf => MerkleTree.Leaf(leaf))];
    private static readonly Hash[] SmallRoots = [.. Enumerable.Range(0, Exhaustive + 1).Select(size => new ReferenceTree(Leaves).Root(size))];
    private static readonly Lazy<Grove> Log = new(() => Grove.Of(Leaves));

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_to_be_in_it_and_nowhere_else()
    {
        for (var size = 1; size <= Exhaustive; size++)
        {
            var (root, hashes) = (SmallRoots[size], Log.Value.Hashes(TileId.AllOf(size)));
            for (var index = 0; index < size; index++)
            {
                var proof = InclusionProof.From(index, size, hashes.Read);
                proof.Verify(LeafHashes[index], root).ShouldBe(ProofOutcome.Holds);
                proof.Verify(LeafHashes[index + 1], root).ShouldBe(ProofOutcome.WrongHash);
                (proof with { Index = (index + 1) % (size + 1) }).Verify(LeafHashes[index], root).ShouldNotBe(ProofOutcome.Holds);
            }
        }
    }

    [Fact]
    public void Every_small_tree_is_proved_to_be_the_beginning_of_every_larger_one()
    {
        for (var second = 1; second <= Exhaustive; second++)
        {
            var (root, hashes) = (SmallRoots[second], Log.Value.Hashes(TileId.AllOf(second)));
            for (var first = 1; first <= second; first++)
            {
                var proof = ConsistencyProof.From(first, second, hashes.Read);
                proof.Verify(SmallRoots[first], root).ShouldBe(ProofOutcome.Holds);
                proof.Verify(SmallRoots[first - 1], root).ShouldBe(ProofOutcome.WrongHash);
            }
        }
    }

    [Fact]
    public void Proofs_are_those_that_the_RFC_defines() => Law.Holds((dice, size) =>
    {
        var second = dice.Between(1, 1 + (size * 20));
        var (first, index) = (dice.Between(1, second), dice.Below(second));
        var reference = new ReferenceTree(Leaves);

        Inclusion(index, second).Hashes.ShouldBe(reference.Inclusion(index, second));
        Consistency(first, second).Hashes.ShouldBe(reference.Consistency(first, second));
    }, cases: 200);

    [Fact]
    public void Proofs_across_tiles_of_three_levels_are_those_that_the_RFC_defines()
    {
        var reference = new ReferenceTree(Leaves);

        Inclusion(3, 70_000).Hashes.ShouldBe(reference.Inclusion(3, 70_000));
        Inclusion(69_999, 70_000).Hashes.ShouldBe(reference.Inclusion(69_999, 70_000));
        Consistency(65_537, 70_000).Hashes.ShouldBe(reference.Consistency(65_537, 70_000));
        Log.Value.Frontier.Root.ShouldBe(reference.Root(70_000));
    }

    [Fact]
    public void The_root_of_any_size_is_computed_from_its_tiles() => Law.Holds((dice, size) =>
    {
        var count = dice.Below(1 + (size * 1000));

        return MerkleTree.Root(count, Log.Value.Hashes(MerkleTree.TilesForRoot(count)).Read)
            == Frontier.Empty.Append(LeafHashes.AsSpan(0, count)).Root;
    }, cases: 60);

    [Fact]
    public void A_proof_needs_no_more_than_two_tiles_a_level()
    {
        InclusionProof.TilesFor(3, 70_000).Select(tile => tile.Path)
            .ShouldBe(["tile/0/000", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17"]);
        InclusionProof.TilesFor(0, 1).ShouldBeEmpty();
        ConsistencyProof.TilesFor(70_000, 70_000).ShouldBeEmpty();
        ConsistencyProof.TilesFor(65_536, 70_000).Select(tile => tile.Path).ShouldBe(["tile/0/273.p/112", "tile/1/001.p/17"]);
    }

    [Fact]
    public void A_tile_that_was_not_loaded_is_a_bug_that_says_which() =>
        Should.Throw<KeyNotFoundException>(() => InclusionProof.From(3, 70_000, new TileHashes([]).Read))
            .Message.ShouldContain("tile/0/000");

    [Fact]
    public void A_changed_inclusion_proof_is_refused() => Law.Holds((dice, size) =>
    {
        var count = dice.Between(2, 2 + (size * 30));
        var index = dice.Below(count);
        var (proof, root) = (Inclusion(index, count), RootOf(count));
        var (leaf, other) = (LeafHashes[index], LeafHashes[index + 1]);

        proof.Verify(leaf, root).ShouldBe(ProofOutcome.Holds);
        foreach (var hashes in Changed(dice, proof.Hashes, root))
        {
            (proof with { Hashes = hashes }).Verify(leaf, root).ShouldNotBe(ProofOutcome.Holds);
        }

        proof.Verify(other, root).ShouldBe(ProofOutcome.WrongHash);
        proof.Verify(leaf, other).ShouldBe(ProofOutcome.WrongHash);
        (proof with { Index = Another(dice, index, count) }).Verify(leaf, root).ShouldNotBe(ProofOutcome.Holds);
        proof.Verify(root, root).ShouldNotBe(ProofOutcome.Holds);
    });

    [Fact]
    public void A_changed_consistency_proof_is_refused() => Law.Holds((dice, size) =>
    {
        var second = dice.Between(2, 2 + (size * 30));
        var first = dice.Between(1, second - 1);
        var (proof, kept, current) = (Consistency(first, second), RootOf(first), RootOf(second));

        proof.Verify(kept, current).ShouldBe(ProofOutcome.Holds);
        foreach (var hashes in Changed(dice, proof.Hashes, current))
        {
            (proof with { Hashes = hashes }).Verify(kept, current).ShouldNotBe(ProofOutcome.Holds);
        }

        proof.Verify(current, kept).ShouldNotBe(ProofOutcome.Holds);
        proof.Verify(kept, kept).ShouldNotBe(ProofOutcome.Holds);
        proof.Verify(current, current).ShouldNotBe(ProofOutcome.Holds);
        (proof with { First = second, Second = first }).Verify(kept, current).ShouldBe(ProofOutcome.OutOfRange);
    });

    [Fact]
    public void Rubbish_is_refused_at_once() => Law.Holds((dice, size) =>
    {
        ImmutableArray<Hash> hashes = [.. Enumerable.Range(0, dice.Below(size * 3 + 1)).Select(_ => new Hash(dice.Bytes(32)))];
        var (one, two) = (unchecked((long)dice.Next()) >> dice.Below(64), unchecked((long)dice.Next()) >> dice.Below(64));

        new InclusionProof(one, two, hashes).Verify(default, new(dice.Bytes(32))).ShouldNotBe(ProofOutcome.Holds);
        new ConsistencyProof(one, two, hashes).Verify(default, new(dice.Bytes(32))).ShouldNotBe(ProofOutcome.Holds);
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(-1, 0)]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void An_index_outside_the_tree_is_never_included(long index, long size)
    {
        new InclusionProof(index, size, []).Verify(default, default).ShouldBe(ProofOutcome.OutOfRange);
        new InclusionProof(index, size, default).Verify(default, default).ShouldBe(ProofOutcome.OutOfRange);
        Should.Throw<ArgumentOutOfRangeException>(() => InclusionProof.TilesFor(index, size));
    }

    [Fact]
    public void Nothing_is_proved_from_the_tree_of_nothing()
    {
        new ConsistencyProof(0, 0, []).Verify(MerkleTree.EmptyRoot, MerkleTree.EmptyRoot).ShouldBe(ProofOutcome.OutOfRange);
        new ConsistencyProof(0, 1, []).Verify(MerkleTree.EmptyRoot, LeafHashes[0]).ShouldBe(ProofOutcome.OutOfRange);
        Should.Throw<ArgumentOutOfRangeException>(() => ConsistencyProof.TilesFor(0, 1));
    }

    [Fact]
    public void The_largest_trees_neither_overflow_nor_take_long()
    {
        new InclusionProof(long.MaxValue - 1, long.MaxValue, []).Verify(default, default).ShouldBe(ProofOutcome.WrongLength);
        new ConsistencyProof(1L << 61, long.MaxValue, [default]).Verify(default, default).ShouldBe(ProofOutcome.WrongLength);
        new ConsistencyProof(long.MaxValue - 1, long.MaxValue, []).Verify(default, default).ShouldBe(ProofOutcome.WrongLength);
        InclusionProof.TilesFor(long.MaxValue - 1, long.MaxValue).ShouldAllBe(tile => tile.Width > 0);
        ConsistencyProof.TilesFor((1L << 62) + 1, long.MaxValue).ShouldAllBe(tile => tile.Width > 0);
        InclusionProof.From(5, long.MaxValue, _ => default).Hashes.Length.ShouldBe(63);
    }

    private static InclusionProof Inclusion(int index, int size) =>
        InclusionProof.From(index, size, Log.Value.Hashes(InclusionProof.TilesFor(index, size)).Read);

    private static ConsistencyProof Consistency(int first, int second) =>
        ConsistencyProof.From(first, second, Log.Value.Hashes(ConsistencyProof.TilesFor(first, second)).Read);

    private static Hash RootOf(int size) => Frontier.Empty.Append(LeafHashes.AsSpan(0, size)).Root;

    private static int Another(Dice dice, int index, int size) => (index + dice.Between(1, size - 1)) % size;

    /// <summary>One bit flipped, one dropped, one added, two swapped.</summary>
    private static IEnumerable<ImmutableArray<Hash>> Changed(Dice dice, ImmutableArray<Hash> hashes, Hash root)
    {
        yield return [.. hashes, root];
        yield return [root, .. hashes];
        yield return [.. hashes, default];
        if (hashes.IsEmpty)
        {
            yield break;
        }

        var (one, two) = (dice.Below(hashes.Length), dice.Below(hashes.Length));
        yield return hashes.RemoveAt(one);
        yield return hashes.Insert(one, hashes[two]);
        yield return hashes.SetItem(one, Flipped(dice, hashes[one]));
        if (hashes[one] != hashes[two])
        {
            yield return hashes.SetItem(one, hashes[two]).SetItem(two, hashes[one]);
        }
    }

    private static Hash Flipped(Dice dice, Hash hash)
    {
        var bytes = new byte[Hash.Length];
        hash.CopyTo(bytes);
        bytes[dice.Below(bytes.Length)] ^= (byte)(1 << dice.Below(8));
        return new(bytes);
    }
}
