using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

public sealed class LogComparisonTests
{
    private static readonly Grove Log = Grove.Of(Grove.SomeLeaves(400));
    private static readonly Grove Rewritten = Grove.Of([[99], .. Grove.SomeLeaves(400).Skip(1)]);

    [Fact]
    public void A_log_that_only_grew_extends_what_was_kept() => Law.Holds((dice, size) =>
    {
        var now = dice.Between(1, 1 + (size * 6));
        var before = dice.Below(now);

        Compared(Log, before, Log, now).Change.ShouldBe(LogChange.Extends);
        Compared(Log, now, Log, now).Change.ShouldBe(LogChange.Same);
        Compared(Log, now, Log, before).Change.ShouldBe(LogChange.Shrunk);
    }, cases: 60);

    [Fact]
    public void A_log_that_changed_what_was_kept_is_forked() => Law.Holds((dice, size) =>
    {
        var now = dice.Between(2, 2 + (size * 6));
        var before = dice.Between(1, now - 1);

        Compared(Log, before, Rewritten, now).Change.ShouldBe(LogChange.Forked);
        Compared(Log, before, Rewritten, now).IsProofOfFork.ShouldBeFalse();
        Compared(Log, now, Rewritten, now).Change.ShouldBe(LogChange.Forked);
        Compared(Log, now, Rewritten, now).IsProofOfFork.ShouldBeTrue();
    }, cases: 60);

    [Fact]
    public void A_log_that_gives_no_proof_or_another_one_is_forked()
    {
        var (kept, current) = (At(Log, 10), At(Log, 20));
        var other = ConsistencyProof.From(9, 20, Log.Hashes(TileId.AllOf(20)).Read);

        LogComparison.Of(kept, current, null, [LogKeys.OurKey]).Change.ShouldBe(LogChange.Forked);
        LogComparison.Of(kept, current, other, [LogKeys.OurKey]).Change.ShouldBe(LogChange.Forked);
    }

    [Fact]
    public void Every_log_extends_the_one_that_held_nothing()
    {
        Compared(Log, 0, Log, 5).Change.ShouldBe(LogChange.Extends);
        Compared(Log, 0, Log, 0).Change.ShouldBe(LogChange.Same);
    }

    [Fact]
    public void A_root_of_nothing_that_is_not_its_root_convicts_the_log()
    {
        var impossible = LogKeys.Sign(0, Hash.Of([1]));

        var comparison = LogComparison.Of(impossible, At(Log, 5), null, [LogKeys.OurKey]);

        comparison.Change.ShouldBe(LogChange.Forked);
        comparison.IsProofOfFork.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_follows_from_checkpoints_of_others()
    {
        var (kept, current) = (At(Log, 10), At(Log, 10));
        var elsewhere = LogKeys.Sign(10, Hash.Of([1]), "other.example");

        LogComparison.Of(kept, elsewhere, null, [LogKeys.OurKey]).Change.ShouldBe(LogChange.OtherLog);
        LogComparison.Of(kept, current, null, [NoteKey.Of(LogKeys.Origin, LogKeys.Others)]).Change.ShouldBe(LogChange.NotSigned);
    }

    [Fact]
    public void Both_pieces_of_evidence_are_kept_for_showing()
    {
        var comparison = Compared(Log, 10, Rewritten, 10);

        comparison.Kept.Checkpoint.Root.ShouldNotBe(comparison.Current.Checkpoint.Root);
        comparison.Kept.Verify([LogKeys.OurKey]).ShouldBe(NoteOutcome.Verified);
        comparison.Current.Verify([LogKeys.OurKey]).ShouldBe(NoteOutcome.Verified);
    }

    private static LogComparison Compared(Grove before, int kept, Grove now, int current)
    {
        var (first, second) = (At(before, kept), At(now, current));
        var tiles = LogComparison.TilesFor(first.Checkpoint, second.Checkpoint);
        var proof = LogComparison.ProofFor(first.Checkpoint, second.Checkpoint, now.Hashes(tiles).Read);
        return LogComparison.Of(first, second, proof, [LogKeys.OurKey]);
    }

    private static SignedCheckpoint At(Grove log, int size) =>
        LogKeys.Sign(size, MerkleTree.Root(size, log.Hashes(MerkleTree.TilesForRoot(size)).Read));
}
