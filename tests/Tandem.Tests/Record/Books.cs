using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Tests.Ledger;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>A workspace on SQLite with one relationship, a desk, a clock that is put, and a key of side B.</summary>
internal sealed class Books : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder;
    private readonly TandemStore store;

    private Books(DirectoryInfo folder, TandemStore store, Relationship relationship)
    {
        (this.folder, this.store, Relationship) = (folder, store, relationship);
        Desk = new(store.Ledgers, Clock);
    }

    /// <summary>The key with which side B signs; no charter names it until one is entered that does.</summary>
    public static ECDsa KeyOfB { get; } = LogKeys.Key(21);

    public Clock Clock { get; } = new() { Now = Start };

    public ILedgerStore Store => store.Ledgers;

    public LedgerDesk Desk { get; }

    public Relationship Relationship { get; }

    public RelationshipId Id => Relationship.Id;

    public Viewer Viewer => new(Relationship.Sides.A.Id);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="id">Where a ledger moves in with its id.</param>
    public static async Task<Books> OpenAsync(RelationshipId? id = null)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-test-");
        var store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), Ct);
        return new(folder, store, (await store.Ledgers.BeginAsync(new(id, new("Aldermere", "Norrvik"), Side.A), Ct))!);
    }

    /// <summary>
    /// One of everything that verification looks at: a charter in force that names B's key, B's signature under what B says,
    /// a document, an erased text, a withdrawn entry with an erased text, and a day between the entries.
    /// </summary>
    public static async Task<Books> WrittenAsync()
    {
        var books = await OpenAsync();
        var key = Convert.ToBase64String(KeyOfB.ExportSubjectPublicKeyInfo());
        await books.SayAsync(
            Side.A, "charter-1", "charter",
            """{"yardstick":{"currency":"EUR","hour":"90"},"confirmation_days":14,"parameters":{"signing_keys":{"B":["%"]}}}"""
                .Replace("%", key, StringComparison.Ordinal));
        await books.SayAsync(Side.B, "yes-charter", "confirmation", """{"of":"charter-1"}""");
        await books.SayAsync(
            Side.A, "parts", "contribution", """{"giver":"A","category":"money","worth":{"amount":"1200.00","currency":"EUR"}}""",
            """{"what":"Spare parts for the north line","note":"Åsa signed for them"}""");
        await books.SayAsync(Side.B, "no-parts", "dispute", """{"of":"parts"}""", """{"why":"Half of them never came"}""", KeyOfB);
        await books.SayAsync(
            Side.A, "drawings", "request", """{"from":"A","attachments":[{"sha256":"%","bytes":20480,"media_type":"application/pdf"}]}"""
                .Replace("%", new string('a', 64), StringComparison.Ordinal), """{"what":"May we have the drawings?"}""");
        await books.SayAsync(Side.A, "drawings-back", "withdrawal", """{"of":"drawings"}""");
        await books.SayAsync(Side.A, "erase-note", "redaction", """{"of":"parts","groups":["note"],"ground":"personal_data"}""");
        await books.SayAsync(Side.A, "erase-what", "redaction", """{"of":"drawings-back","groups":["entry/what"],"ground":"personal_data"}""");
        await books.SayAsync(Side.B, "pilot", "commitment", """{"by":"B","due":"2026-04-20","importance":"major"}""", """{"what":"A pilot"}""", KeyOfB);
        return books;
    }

    /// <summary>Enters one line a day later than the one before, signed by its side if a key is given.</summary>
    public async Task<EntryAnswer> SayAsync(Side side, string id, string kind, string body, string? text = null, ECDsa? key = null)
    {
        Clock.Now += TimeSpan.FromDays(1);
        var line = LineOf(side, id, kind, body, text);
        var given = key is null ? line : Signed(line, key);
        return (await Desk.EnterAsync(Viewer, Id, [new(Line.Read(given, default(DateTimeOffset)), side)], Ct))!.Value.Single();
    }

    public async Task<byte[]> ExportAsync()
    {
        using var output = new MemoryStream();
        _ = await new LedgerExport(Store, Clock).WriteAsync(Viewer, Relationship, output, null, Ct);
        return output.ToArray();
    }

    public async Task<SignedCheckpoint> CheckpointAsync() => (await Store.CheckpointAsync(Viewer, Id, null, Ct))!;

    public async Task<ImmutableArray<HostKey>> KeysAsync() => await Store.HostKeysAsync(Clock.Now, Ct);

    /// <summary>As <c>tandem key rotate</c> does.</summary>
    public async Task RotateAsync()
    {
        (await Store.AddHostKeyAsync(HostSigner.Make((await KeysAsync())[^1], Clock.Now), Ct)).ShouldBeTrue();
        Clock.Now = Clock.Now.AddSeconds(11); // a desk looks for new keys every ten
    }

    /// <summary>The key in use, as only the host has it.</summary>
    public async Task<ECDsa> HostKeyAsync()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey((await KeysAsync())[^1].PrivateKey.Span, out _);
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private byte[] LineOf(Side side, string id, string kind, string body, string? text)
    {
        var line = new StringBuilder("{").Append(CultureInfo.InvariantCulture, $"\"id\":\"{id}\",\"kind\":\"{kind}\",\"side\":\"{side}\",")
            .Append(CultureInfo.InvariantCulture, $"\"by\":\"{(side == Side.A ? "a-anand" : "b-sjogren")}\",\"occurred\":\"{Clock.Now:yyyy-MM-dd}\",")
            .Append(CultureInfo.InvariantCulture, $"\"body\":{body}");
        return Encoding.UTF8.GetBytes(line.Append(text is null ? "" : ",\"text\":" + text).Append('}').ToString());
    }

    /// <summary>Draws salts, signs what they commit to, and puts both into the line: what a side's own program does.</summary>
    private byte[] Signed(byte[] line, ECDsa key)
    {
        using var read = JsonDocument.Parse(line);
        var texts = read.RootElement.TryGetProperty("text", out var text) ? text.EnumerateObject().Select(group => group.Name).ToList() : [];
        var salts = string.Join(',', texts.Select(name => $"\"{name}\":\"{Salt()}\""));
        var seal = $$"""{"relationship":"{{Id}}","sequence":1,"salts":{"body":"{{Salt()}}","text":{ {{salts}} } } }""";
        var sealedLine = Encoding.UTF8.GetString(line)[..^1] + $",\"seal\":{seal}";
        var statement = Line.Read(Encoding.UTF8.GetBytes(sealedLine + "}"), default(DateTimeOffset)).Statement!;
        var id = SideSignatures.IdOf(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        var value = key.SignData(Entry.SignedBytes(statement, statement.Seal!), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Encoding.UTF8.GetBytes($"{sealedLine[..^1]},\"signature\":{{\"key\":\"{id}\",\"value\":\"{Convert.ToBase64String(value)}\"}}}}}}");
    }

    private static string Salt() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Seal.SaltBytes));
}

/// <summary>A clock that stands where it is put.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
