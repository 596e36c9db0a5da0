using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(1, 1000, 8, "tile/1/x001/000.p/8")]
    [InlineData(2, 999, 255, "tile/2/999.p/255")]
    [InlineData(7, 0, 127, "tile/7/000.p/127")]
    [InlineData(0, (1L << 55) - 1, 255, "tile/0/x036/x028/x797/x018/x963/967.p/255")]
    public void A_tile_has_one_path(int level, long index, int width, string path)
    {
        new TileId(level, index, width).Path.ShouldBe(path);

        TileId.TryParse(path, out var tile).ShouldBeTrue();
        tile.ShouldBe(new(level, index, width));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001/x002")]
    [InlineData("tile/0/x001x002/003")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/00/000")]
    [InlineData("tile/8/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/7/000")] // more leaves than can be counted
    [InlineData("tile/7/001.p/1")]
    [InlineData("tile/0/x036/x028/x797/x018/x963/968")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/entries/000")]
    [InlineData("/tile/0/000")]
    public void Any_other_path_is_refused(string path)
    {
        TileId.TryParse(path, out var tile).ShouldBeFalse();
        tile.ShouldBe(default);
    }

    [Fact]
    public void Entries_have_paths_of_their_own()
    {
        new TileId(0, 1_234_067, 5).EntriesPath.ShouldBe("tile/entries/x001/x234/067.p/5");
        TileId.TryParseEntries("tile/entries/x001/x234/067.p/5", out var tile).ShouldBeTrue();
        tile.ShouldBe(new(0, 1_234_067, 5));
        TileId.TryParseEntries("tile/0/000", out _).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => TileId.Full(1, 0).EntriesPath);
    }

    [Fact]
    public void Paths_of_made_up_tiles_are_read_back() => Law.Holds((dice, size) =>
    {
        var level = dice.Below(4);
        var tile = new TileId(level, (long)(dice.Next() >> (12 + (8 * level) + dice.Below(20))), dice.Between(1, 256));

        return TileId.TryParse(tile.Path, out var read) && read == tile;
    });

    /// <summary>The example of c2sp.org/tlog-tiles.</summary>
    [Fact]
    public void Seventy_thousand_leaves_make_the_tiles_that_tlog_tiles_says()
    {
        var tiles = TileId.AllOf(70_000).ToList();

        tiles.Count(tile => tile is { Level: 0, IsFull: true }).ShouldBe(273);
        tiles.Where(tile => !tile.IsFull).ShouldBe([new(0, 273, 112), new(1, 1, 17), new(2, 0, 1)]);
        tiles.Count(tile => tile is { Level: 1, IsFull: true }).ShouldBe(1);
        TileId.AllOf(256).ShouldBe([new(0, 0, 256), new(1, 0, 1)]);
        TileId.AllOf(0).ShouldBeEmpty();
    }

    [Fact]
    public void Full_and_partial_tiles_hold_the_roots_that_the_RFC_defines()
    {
        var leaves = Grove.SomeLeaves(66_000);
        var (reference, grove) = (new ReferenceTree(leaves), Grove.Of(leaves));

        var tiles = grove.Load(TileId.AllOf(leaves.Length)).ToList();

        tiles.Select(tile => tile.Id.Level).Distinct().ShouldBe([0, 1, 2]);
        foreach (var tile in tiles)
        {
            var leavesPerHash = 1 << (8 * tile.Id.Level);
            for (var at = 0; at < tile.Hashes.Length; at += tile.Id.Level == 0 ? 50 : 1)
            {
                var first = (int)tile.Id.FirstLeaf + (at * leavesPerHash);
                tile.Hashes[at].ShouldBe(reference.Root(first, first + leavesPerHash), tile.Id.Path);
            }
        }
    }

    [Fact]
    public void A_tile_is_handed_out_when_it_becomes_full_and_never_again()
    {
        var grove = Grove.Of(Grove.SomeLeaves(255));
        grove.FullTiles.ShouldBeEmpty();

        grove.Append([Hash.Of([1])]);
        grove.FullTiles.Single().Id.ShouldBe(TileId.Full(0, 0));

        grove.Append([.. Grove.SomeLeaves(65_280).Select(leaf => MerkleTree.Leaf(leaf))]);
        grove.FullTiles.Count.ShouldBe(257);
        grove.FullTiles.Count(tile => tile.Id == TileId.Full(1, 0)).ShouldBe(1);
    }

    [Fact]
    public void A_batch_that_fills_a_tile_whose_beginning_was_not_loaded_is_a_bug_that_says_so()
    {
        var frontier = Grove.Of(Grove.SomeLeaves(200)).Frontier;

        frontier.PartialTilesFilledBy(55).ShouldBeEmpty();
        frontier.PartialTilesFilledBy(56).ShouldBe([new(0, 0, 200)]);
        Should.Throw<KeyNotFoundException>(() => frontier.Append(new Hash[56], [])).Message.ShouldContain("tile/0/000.p/200");
    }

    [Fact]
    public void A_tile_survives_being_stored_and_has_exactly_its_bytes()
    {
        var tile = Grove.Of(Grove.SomeLeaves(300)).Load([new(0, 1, 44)]).Single();
        var bytes = tile.ToBytes();

        Tile.TryParse(tile.Id, bytes, out var read).ShouldBeTrue();
        read!.Hashes.ShouldBe(tile.Hashes);
        Tile.TryParse(tile.Id, bytes.AsSpan(1), out _).ShouldBeFalse();
        Tile.TryParse(TileId.Full(0, 1), bytes, out _).ShouldBeFalse();
        Tile.TryParse(default, [], out _).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => tile.Root);
        Should.Throw<ArgumentException>(() => new Tile(tile.Id, []));
    }

    [Fact]
    public void Entries_come_out_of_a_bundle_as_they_went_in() => Law.Holds((dice, size) =>
    {
        ReadOnlyMemory<byte>[] entries = [.. Enumerable.Range(0, size + 1).Select(_ => (ReadOnlyMemory<byte>)dice.Bytes(dice.Below(size * 4 + 1)))];
        var bytes = EntryBundle.Write(entries);

        EntryBundle.TryRead(new(0, 0, entries.Length), bytes, out var read).ShouldBeTrue();

        read.Select(entry => entry.ToArray()).ShouldBe(entries.Select(entry => entry.ToArray()));
        EntryBundle.TryRead(new(0, 0, entries.Length + 1), bytes, out _).ShouldBeFalse();
        EntryBundle.TryRead(new(0, 0, entries.Length - 1), bytes, out _).ShouldBeFalse();
        EntryBundle.TryRead(new(0, 0, entries.Length), bytes.AsMemory(..^1), out _).ShouldBeFalse();
        EntryBundle.TryRead(new(0, 0, entries.Length), (byte[])[.. bytes, 0], out _).ShouldBeFalse();
    });

    [Fact]
    public void An_entry_longer_than_two_bytes_can_say_is_a_bug()
    {
        EntryBundle.Write([new byte[EntryBundle.LongestEntry]]).Length.ShouldBe(EntryBundle.LongestEntry + 2);
        Should.Throw<OverflowException>(() => EntryBundle.Write([new byte[EntryBundle.LongestEntry + 1]]));
    }
}
