using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Ledger;

public sealed class ReceiptTests
{
    private static readonly byte[][] Leaves = Grove.SomeLeaves(400);
    private static readonly Grove Log = Grove.Of(Leaves);

    [Fact]
    public void Every_entry_has_a_receipt_that_anybody_can_check() => Law.Holds((dice, size) =>
    {
        var count = dice.Between(1, 1 + (size * 6));
        var index = dice.Below(count);
        ImmutableArray<byte> extra = [.. dice.Bytes(dice.Below(3) * size)];
        var receipt = ReceiptFor(index, count, extra);

        Receipt.TryParse(receipt.ToBytes(), out var read, out _).ShouldBeTrue();

        read!.ToBytes().ShouldBe(receipt.ToBytes());
        read.Extra.ShouldBe(extra);
        read.Verify(Leaves[index], LogKeys.Origin, [LogKeys.OurKey]).ShouldBe(ReceiptOutcome.Included);
        read.Verify(Leaves[index + 1], LogKeys.Origin, [LogKeys.OurKey]).ShouldBe(ReceiptOutcome.NotIncluded);
        read.Verify(Leaves[index], "other.example", [LogKeys.OurKey]).ShouldBe(ReceiptOutcome.OtherLog);
        read.Verify(Leaves[index], LogKeys.Origin, []).ShouldBe(ReceiptOutcome.NotSigned);
    }, cases: 60);

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v2\n", FormatError.Header, 1)]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 01\n", FormatError.Index, 2)]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AA==\nindex\n", FormatError.Index, 3)]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n", FormatError.ProofHash, 3)]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\n\nlog\n1\nAAAA\n\n— x AAAAAAA=\n", FormatError.RootHash, 6)]
    public void What_is_no_receipt_says_where_and_why(string text, FormatError error, int line)
    {
        Receipt.TryParse(Encoding.UTF8.GetBytes(text), out _, out var problem).ShouldBeFalse();

        problem.ShouldBe(new(error, line));
    }

    [Fact]
    public void A_receipt_has_limits()
    {
        Receipt.TryParse(new byte[Limits.ReceiptBytes + 1], out _, out var problem).ShouldBeFalse();

        problem.Error.ShouldBe(FormatError.TooLong);
        Should.Throw<ArgumentOutOfRangeException>(() => new Receipt(-1, [], LogKeys.Sign(0, MerkleTree.EmptyRoot)));
    }

    [Fact]
    public void A_smudged_receipt_never_breaks_the_reader_and_proves_nothing_else()
    {
        var original = ReceiptFor(200, 333, [1, 2, 3]);
        var bytes = original.ToBytes();

        Law.Holds((dice, size) =>
        {
            var smudged = Smudge.On(dice, bytes, size / 15);
            if (Receipt.TryParse(smudged, out var read, out var problem))
            {
                read.ToBytes().ShouldBe(smudged);
                var isIncluded = read.Verify(Leaves[200], LogKeys.Origin, [LogKeys.OurKey]) == ReceiptOutcome.Included;
                (!isIncluded || (read.Index == 200 && read.Hashes.SequenceEqual(original.Hashes)
                    && read.Checkpoint.Checkpoint.Equals(original.Checkpoint.Checkpoint))).ShouldBeTrue();
            }

            (read is null).ShouldBe(problem != default);
        }, cases: 6000);
    }

    [Fact]
    public void A_smudged_checkpoint_is_read_as_it_stands_or_not_at_all()
    {
        var original = Encoding.UTF8.GetBytes(new Checkpoint(LogKeys.Origin, 7, Hash.Of([7]), ["one", "two"]).ToString());

        Law.Holds((dice, size) =>
        {
            var text = Encoding.UTF8.GetString(Smudge.On(dice, original, size / 15));
            var read = Checkpoint.TryParse(text, out var checkpoint, out var problem);

            read.ShouldBe(problem == default);
            (checkpoint is null || checkpoint.ToString() == text).ShouldBeTrue();
        }, cases: 4000);
    }

    [Fact]
    public void A_checkpoint_that_could_not_be_read_back_is_not_made()
    {
        Should.Throw<ArgumentException>(() => new Checkpoint("", 0, default));
        Should.Throw<ArgumentException>(() => new Checkpoint("a\nb", 0, default));
        Should.Throw<ArgumentException>(() => new Checkpoint("a", -1, default));
        Should.Throw<ArgumentException>(() => new Checkpoint("a", 0, default, [""]));
        new Checkpoint("a", 1, default, ["x"]).ShouldBe(new("a", 1, default, ["x"]));
    }

    private static Receipt ReceiptFor(int index, int size, ImmutableArray<byte> extra)
    {
        var hashes = Log.Hashes(TileId.AllOf(size));
        return new(index, InclusionProof.From(index, size, hashes.Read).Hashes,
            LogKeys.Sign(size, MerkleTree.Root(size, hashes.Read)), extra);
    }
}
