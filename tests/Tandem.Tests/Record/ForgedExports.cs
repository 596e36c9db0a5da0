using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Tests.Ledger;
using Tandem.Workspace.Record;
using static Tandem.Workspace.Record.VerificationFault;

namespace Tandem.Tests.Record;

/// <summary>
/// What verification says of exports that were forged with care: the digest is always right, and wherever the forger could
/// make other things fit, they do.
/// </summary>
public sealed class ForgedExports : IAsyncLifetime
{
    private const int Parts = 3;
    private const int NoParts = 4;
    private const int EraseNote = 7;
    private const int Pilot = 9;

    /// <summary>The forger's name, what is done (with the host's key in hand where it is the host), and what is to be found.</summary>
    private static readonly Dictionary<string, (Action<Forgery, ECDsa> Forge, VerificationFault[] Faults)> Cases = new()
    {
        ["a_word_is_changed"] = (
            (file, _) => file.EditLine(Parts, line => line["text"]!["what"] = "Spare parts for both lines"),
            [LeafDiffers, TileDiffers, RootDiffers, EarlierCheckpointDiffers]),
        ["an_amount_is_changed_and_the_tree_rebuilt"] = (
            (file, _) => Cheapen(file, then: forged => forged.Rebuild(withCheckpoint: false)),
            [RootDiffers, EarlierCheckpointDiffers]),
        ["the_checkpoint_says_the_new_root_under_the_old_signature"] = (
            (file, _) => Cheapen(file, then: forged => forged.Rebuild()),
            [NotSigned, EarlierCheckpointDiffers]),
        ["the_checkpoint_is_signed_with_a_key_that_is_not_the_hosts"] = (
            (file, _) => Cheapen(file, then: forged => forged.Rebuild(LogKeys.Others)),
            [NotSigned, EarlierCheckpointDiffers]),
        ["the_host_itself_rewrites_and_signs"] = (
            (file, host) => Cheapen(file, then: forged => forged.Rebuild(host)),
            [EarlierCheckpointDiffers]),
        ["an_entry_is_left_out"] = (
            (file, _) => file.Lines = [.. file.Lines.Where((_, at) => at != NoParts - 1)],
            [OutOfSequence, LeafDiffers, FileMissing, SizeDiffers, RootDiffers, FileUnknown, EarlierCheckpointDiffers]),
        ["the_last_entry_is_left_out"] = (
            (file, _) => file.Lines = file.Lines[..^1], [FileMissing, FileUnknown, SizeDiffers, RootDiffers]),
        ["two_entries_change_places"] = (
            (file, _) => file.Lines = [.. file.Lines[..7], file.Lines[8], file.Lines[7]],
            [OutOfSequence, RecordedDecreases, LeafDiffers, TileDiffers, RootDiffers, RuleBroken, EarlierCheckpointDiffers]),
        ["an_entry_stands_in_it_twice"] = (
            (file, host) => Grow(file, host, file.Lines[^1]), [RuleBroken]),
        ["the_host_lets_in_what_the_rules_refuse"] = (
            (file, host) => Grow(file, host, LineOf(file, "dispute", """{"of":"parts"}""")), [RuleBroken]),
        ["the_host_sets_the_clock_back"] = (
            (file, host) => Grow(file, host, LineOf(file, "request", """{"from":"B"}""").Replace("2027-", "2025-", StringComparison.Ordinal)),
            [RecordedDecreases, RuleBroken]),
        ["the_checkpoint_is_one_of_another_size"] = (
            (file, _) => file.Put("checkpoint", file.Read("checkpoints/8")), [SizeDiffers, RootDiffers, LeafDiffers, FileUnknown]),
        ["a_tile_is_changed"] = (
            (file, _) => Flip(file, "tile/0/000.p/9"), [TileDiffers]),
        ["a_leaf_is_changed"] = (
            (file, _) => Flip(file, "tile/entries/000.p/9"), [LeafDiffers]),
        ["a_text_is_gone_and_no_redaction_says_so"] = (
            (file, _) => Forget(file, Pilot, "what"), [TextGone]),
        ["a_text_is_still_there_after_its_redaction"] = (
            (file, host) => Grow(file, host, LineOf(file, "redaction", """{"of":"pilot","groups":["what"],"ground":"personal_data"}""")),
            [TextStillThere]),
        ["the_redaction_is_left_out_by_the_host"] = (
            (file, host) => { file.Lines = [.. file.Lines.Where((_, at) => at != EraseNote - 1)]; file.Rebuild(host); },
            [TextGone, EarlierCheckpointDiffers]),
        ["a_file_too_many"] = ((file, _) => file.Put("tile/0/001", [1]), [FileUnknown]),
        ["attachments_are_changed"] = (
            (file, _) => file.Edit("attachments.json", "application/pdf", "application/zip"), [FileDiffers]),
        ["the_manifest_names_another_relationship"] = (
            (file, _) => EditManifest(file, "relationship", "0123456789abcdef0123456789abcdef"), [OtherRelationship]),
        ["the_manifest_says_another_size"] = ((file, _) => EditManifest(file, "size", 8), [SizeDiffers]),
        ["the_manifest_says_another_root"] = (
            (file, _) => EditManifest(file, "root", MerkleTree.EmptyRoot.ToBase64()), [RootDiffers]),
        ["an_earlier_checkpoint_lies_on_a_fork"] = (
            (file, host) => file.Put("checkpoints/3", Checkpoint(file, 3, host)), [EarlierCheckpointDiffers]),
        ["an_earlier_checkpoint_is_of_a_longer_ledger"] = (
            (file, host) => file.Put("checkpoints/12", Checkpoint(file, 12, host)), [EarlierCheckpointDiffers]),
        ["a_side_signature_is_anothers"] = (
            (file, host) => { Resign(file, Pilot, NoParts); file.Rebuild(host); }, [SideSignatureWrong]),
        ["a_key_that_nobody_vouched_for"] = (
            (file, _) =>
            {
                var keys = JsonNode.Parse(file.Read("keys.json"))!.AsArray();
                keys.Add(new JsonObject { ["key"] = KeyOf(file, LogKeys.Others), ["made"] = "2026-03-02T09:00:00Z", ["vouch"] = "" });
                file.Put("keys.json", keys.ToJsonString());
            },
            [KeyNotVouchedFor]),
        ["a_line_is_no_entry"] = (
            (file, _) => file.Lines = [.. file.Lines[..^1], "{}"], [LineRefused, TileDiffers, RootDiffers]),
        ["a_line_has_no_seal"] = (
            (file, _) => file.Lines = [.. file.Lines[..^1], """{"id":"x","kind":"request","side":"A","by":"x","occurred":"2026-03-02","recorded":"2026-04-02","body":{"from":"A"}}"""],
            [LineRefused, TileDiffers, RootDiffers]),
        ["a_line_says_more_than_it_commits_to"] = (
            (file, _) => file.Lines = [.. file.Lines[..^1], file.Lines[^1][..^1] + ",\"aside\":\"read me\"}"], [LineRewritten]),
        ["a_line_ends_as_on_windows"] = (
            (file, _) => file.Lines = [.. file.Lines[..^1], file.Lines[^1] + "\r"], [LineRewritten]),
    };

    private Books books = null!;
    private byte[] export = null!;
    private ECDsa host = null!;

    public static TheoryData<string> Names => [.. Cases.Keys];

    public async ValueTask InitializeAsync()
    {
        books = await Books.WrittenAsync();
        (export, host) = (await books.ExportAsync(), await books.HostKeyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await books.DisposeAsync();
    }

    [Fact]
    public void What_is_packed_anew_without_a_change_is_still_right() =>
        Problems(new Forgery(export).ToBytes()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found(string name)
    {
        var file = new Forgery(export);
        Cases[name].Forge(file, host);

        var problems = Problems(file.ToBytes());

        problems.Select(problem => problem.Fault).Distinct().ShouldBe(Cases[name].Faults, ignoreOrder: true, string.Join('\n', problems));
        problems.ShouldAllBe(problem => problem.Where != "");
    }

    [Fact]
    public void Whatever_file_is_missing_is_named()
    {
        foreach (var name in new Forgery(export).Names.Where(name => !name.StartsWith("checkpoints/", StringComparison.Ordinal)))
        {
            var file = new Forgery(export);
            file.Remove(name);

            Problems(file.ToBytes()).ShouldContain(problem => problem.Where == name
                || (name.StartsWith("tile/entries", StringComparison.Ordinal) && problem.Detail.StartsWith("tile/entries", StringComparison.Ordinal)), name);
        }
    }

    /// <summary>Nothing in a file can show that it is not wholly made up: the key must be known from elsewhere.</summary>
    [Fact]
    public void A_forger_with_a_key_of_their_own_is_found_by_whoever_knows_the_hosts()
    {
        var file = new Forgery(export);
        Cheapen(file, then: forged => forged.Rebuild(LogKeys.Others));
        file.Names.Where(name => name.StartsWith("checkpoints/", StringComparison.Ordinal)).ToList().ForEach(file.Remove);
        var known = NoteKey.IdText(NoteKey.Of("any", host).Id);
        file.Put("keys.json", $$"""[{"key":"{{KeyOf(file, LogKeys.Others)}}","made":"2026-03-02T09:00:00Z","vouch":""}]""");

        Problems(file.ToBytes()).ShouldBeEmpty();
        Problems(file.ToBytes(), new(TrustedKey: known)).Select(problem => problem.Fault).ShouldBe([KeyNotTrusted]);
        Problems(export, new(TrustedKey: known)).ShouldBeEmpty();
    }

    [Fact]
    public void A_forger_who_vouches_for_the_known_key_is_not_taken_for_the_host()
    {
        var file = new Forgery(export);
        file.Remove("checkpoints/4");
        file.Remove("checkpoints/8");
        var known = JsonNode.Parse(file.Read("keys.json"))!.AsArray()[0]!["key"]!.GetValue<string>();
        _ = NoteKey.TryParse(known, out var honest, out _);
        Cheapen(file, then: forged => forged.Rebuild(LogKeys.Others));
        var vouch = SignedNote.Sign(HostSigner.VouchText(honest!.Spki), HostSigner.VouchName, LogKeys.Others).ToString();
        file.Put("keys.json", new JsonArray(
            new JsonObject { ["key"] = KeyOf(file, LogKeys.Others), ["made"] = "2026-03-02T09:00:00Z", ["vouch"] = "" },
            new JsonObject { ["key"] = known, ["made"] = "2026-03-02T09:00:00Z", ["vouch"] = vouch }).ToJsonString());

        Problems(file.ToBytes(), new(TrustedKey: known)).Select(problem => problem.Fault).ShouldContain(KeyNotTrusted);
        LedgerVerification.Of(new MemoryStream(file.ToBytes()), new()).SignedBy.ShouldNotBe(honest);
    }

    [Fact]
    public void What_a_host_says_without_the_sides_signature_is_counted()
    {
        var file = new Forgery(export);
        Grow(file, host, LineOf(file, "request", """{"from":"B"}"""));

        var report = LedgerVerification.Of(new MemoryStream(file.ToBytes()), new());

        report.IsGood.ShouldBeTrue();
        report.UnsignedEntries.ShouldBe(new(0, 1));
        report.SignedEntries.ShouldBe(2);
    }

    [Fact]
    public void What_is_no_export_is_said_to_be_none()
    {
        Problems([]).Single().Fault.ShouldBe(Unreadable);
        Problems("not a zip, and longer than the digest at the end of one, which has seventy-one bytes"u8.ToArray()).Single().Fault.ShouldBe(Unreadable);
    }

    /// <summary>Every fault is provoked by a case here or by one of <see cref="KeptProofs"/>.</summary>
    [Fact]
    public void No_fault_is_without_a_case() =>
        Cases.Values.SelectMany(forgery => forgery.Faults)
            .Concat([Unreadable, BytesChanged, KeyNotTrusted, KeptNotSigned, OtherLog, Shrunk, Forked, ReceiptWrong]).Distinct()
            .ShouldBe(Enum.GetValues<VerificationFault>(), ignoreOrder: true);

    private static IReadOnlyList<VerificationProblem> Problems(byte[] file, VerificationOptions? options = null) =>
        LedgerVerification.Of(new MemoryStream(file), options ?? new()).Problems;

    private static void Cheapen(Forgery file, Action<Forgery> then)
    {
        file.EditLine(Parts, line => line["body"]!["worth"]!["amount"] = "12000.00");
        then(file);
    }

    private static void Grow(Forgery file, ECDsa host, string line)
    {
        file.Lines = [.. file.Lines, line];
        file.Rebuild(host);
    }

    /// <summary>A line as the host could write it in B's name, without B's signature.</summary>
    private static string LineOf(Forgery file, string kind, string body) =>
        $$"""{"id":"forged","kind":"{{kind}}","side":"B","by":"b-sjogren","occurred":"2026-03-20","recorded":"2027-03-20","body":{{body}},"""
        + $$"""  "seal":{"relationship":"{{RelationshipIn(file)}}","sequence":10,"salts":{"body":"{{Convert.ToBase64String(new byte[32])}}"} } }""";

    private static string RelationshipIn(Forgery file) => JsonNode.Parse(file.Read("manifest.json"))!["relationship"]!.GetValue<string>();

    private static string KeyOf(Forgery file, ECDsa key) => NoteKey.Of($"tandem/{RelationshipIn(file)}", key).ToString();

    private static string Checkpoint(Forgery file, long size, ECDsa host)
    {
        var origin = $"tandem/{RelationshipIn(file)}";
        return SignedCheckpoint.Sign(new(origin, size, Hash.Of("another tree"u8)), origin, host).ToString();
    }

    private static void EditManifest(Forgery file, string member, JsonNode value)
    {
        var manifest = JsonNode.Parse(file.Read("manifest.json"))!;
        manifest[member] = value;
        file.Put("manifest.json", manifest.ToJsonString());
    }

    private static void Flip(Forgery file, string name)
    {
        byte[] bytes = [.. file.Read(name)];
        bytes[^1] ^= 1;
        file.Put(name, bytes);
    }

    /// <summary>Takes words and salt away and leaves their commitment, as an erasure does.</summary>
    private static void Forget(Forgery file, int number, string group)
    {
        var statement = Line.Read(Encoding.UTF8.GetBytes(file.Lines[number - 1])).Statement!;
        var text = statement.Texts.Single(one => one.Name == group);
        var commitment = SaltedHash.OfText(statement.Seal!.TextSalts[group].Span, text.Text);
        file.EditLine(number, line =>
        {
            line["text"]!.AsObject().Remove(group);
            line["seal"]!["salts"]!["text"]!.AsObject().Remove(group);
            line["seal"]!["erased"] = new JsonObject { [group] = commitment.ToBase64() };
        });
    }

    /// <summary>Puts the signature of one entry under another.</summary>
    private static void Resign(Forgery file, int number, int from) =>
        file.EditLine(number, line => line["seal"]!["signature"] = JsonNode.Parse(file.Lines[from - 1])!["seal"]!["signature"]!.DeepClone());
}
