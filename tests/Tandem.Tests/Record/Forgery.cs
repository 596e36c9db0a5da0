using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>
/// An export in the hands of somebody who knows how it is made: files are changed, and what nobody signs is made to fit
/// again, the digest at the end first of all.
/// </summary>
internal sealed class Forgery
{
    private const int DigestBytes = 71;
    private const string Entries = "entries.ndjson";

    private readonly List<(string Name, byte[] Bytes)> files = [];

    public Forgery(byte[] export)
    {
        using var zip = new ZipArchive(new MemoryStream(export), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            files.Add((entry.FullName, whole.ToArray()));
        }
    }

    public IReadOnlyList<string> Names => [.. files.Select(file => file.Name)];

    public List<string> Lines
    {
        get => [.. Encoding.UTF8.GetString(Read(Entries)).Split('\n')[..^1]];
        set => Put(Entries, string.Concat(value.Select(line => line + "\n")));
    }

    /// <summary>The file is what it says of itself: its last bytes are the hash of the others.</summary>
    public static byte[] WithDigest(byte[] file)
    {
        byte[] repaired = [.. file];
        var hash = SHA256.HashData(repaired.AsSpan(0, repaired.Length - DigestBytes));
        Encoding.ASCII.GetBytes("sha256:" + Convert.ToHexStringLower(hash)).CopyTo(repaired, repaired.Length - DigestBytes);
        return repaired;
    }

    public byte[] Read(string name) => files.Find(file => file.Name == name).Bytes;

    public void Put(string name, byte[] bytes)
    {
        var at = files.FindIndex(file => file.Name == name);
        if (at < 0)
        {
            files.Add((name, bytes));
            return;
        }

        files[at] = (name, bytes);
    }

    public void Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public void Remove(string name) => files.RemoveAll(file => file.Name == name);

    public void Edit(string name, string old, string other)
    {
        var text = Encoding.UTF8.GetString(Read(name));
        text.ShouldContain(old, Case.Sensitive, "a forgery that changes nothing proves nothing");
        Put(name, text.Replace(old, other, StringComparison.Ordinal));
    }

    public void EditLine(int number, Action<JsonNode> edit)
    {
        var lines = Lines;
        var line = JsonNode.Parse(lines[number - 1])!;
        edit(line);
        lines[number - 1] = Encoding.UTF8.GetString(Written(Line.Read(Encoding.UTF8.GetBytes(line.ToJsonString())), number));
        Lines = lines;
    }

    /// <summary>Leaves, tiles, root and manifest are made to follow from the lines again; and the checkpoint, if somebody signs it.</summary>
    public void Rebuild(ECDsa? key = null, bool withCheckpoint = true)
    {
        var entries = Lines.Select((line, at) => EntryOf(Line.Read(Encoding.UTF8.GetBytes(line)), at + 1)).ToList();
        Lines = [.. entries.Select(entry => Encoding.UTF8.GetString(Written(entry)))];
        files.RemoveAll(file => file.Name.StartsWith("tile/", StringComparison.Ordinal));
        var tiles = new GrowingTiles(tile => Put(tile.Id.Path, tile.ToBytes()));
        entries.ForEach(entry => tiles.Add(entry.LeafHash));
        tiles.Finish();
        Put(new TileId(0, 0, entries.Count).EntriesPath, EntryBundle.Write([.. entries.Select(entry => entry.Leaf)]));
        if (withCheckpoint)
        {
            SayRoot(new(HostSigner.OriginOf(entries[0].Seal.Relationship), tiles.Size, tiles.Root), key);
        }
    }

    /// <summary>Manifest and checkpoint say this, signed by the key; or under the signature that was there.</summary>
    public void SayRoot(Checkpoint said, ECDsa? key)
    {
        var manifest = JsonNode.Parse(Read("manifest.json"))!;
        (manifest["size"], manifest["root"]) = (said.Size, said.Root.ToBase64());
        Put("manifest.json", manifest.ToJsonString());
        var old = Encoding.UTF8.GetString(Read("checkpoint"));
        Put("checkpoint", key is null
            ? said + old[old.IndexOf("\n\n", StringComparison.Ordinal)..][1..]
            : SignedCheckpoint.Sign(said, said.Origin, key).ToString());
    }

    public byte[] ToBytes()
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            zip.Comment = new('-', DigestBytes);
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return WithDigest(output.ToArray());
    }

    private static Entry EntryOf(Line line, long sequence) =>
        Entry.Of(line.Statement! with { Seal = null }, line.Statement!.Seal! with { Sequence = sequence });

    /// <summary>As Tandem writes it, its own number kept.</summary>
    private static byte[] Written(Line line, long number) => Written(EntryOf(line, line.Statement?.Seal?.Sequence ?? number));

    private static byte[] Written(Entry entry)
    {
        var written = new ArrayBufferWriter<byte>();
        LineWriter.Write(written, entry);
        return written.WrittenSpan.ToArray();
    }
}
