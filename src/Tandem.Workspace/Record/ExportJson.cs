using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>The small JSON files of an export, written and read.</summary>
internal static class ExportJson
{
    public static byte[] Manifest(Relationship relationship, Checkpoint checkpoint, DateTimeOffset at) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", ExportNames.Format);
        json.WriteString("relationship", relationship.Id.ToString());
        json.WriteString("origin", checkpoint.Origin);
        json.WriteNumber("size", checkpoint.Size);
        json.WriteString("root", checkpoint.Root.ToBase64());
        json.WriteStartObject("sides");
        json.WriteString("A", relationship.Sides.A.Name);
        json.WriteString("B", relationship.Sides.B.Name);
        json.WriteEndObject();
        json.WriteString("exported", Instant.Write(Instant.Cut(at)));
        json.WriteEndObject();
    });

    public static byte[] Keys(RelationshipId id, ImmutableArray<HostKey> keys) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var (key, verifier) in keys.Zip(HostSigner.KeysOf(id, keys)))
        {
            json.WriteStartObject();
            json.WriteString("key", verifier.ToString());
            json.WriteString("made", Instant.Write(Instant.Cut(key.MadeAt)));
            json.WriteString("vouch", key.Vouch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <returns><c>null</c> when it is not what <see cref="Manifest"/> writes.</returns>
    public static ExportManifest? ReadManifest(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            var all = json.RootElement;
            return all.GetProperty("format").GetString() == ExportNames.Format
                && Guid.TryParseExact(all.GetProperty("relationship").GetString(), "N", out var id)
                && Hash.TryParseBase64(all.GetProperty("root").GetString(), out var root)
                && all.GetProperty("size").TryGetInt64(out var size)
                ? new(new(id), size, root, new(SideName(all, "A"), SideName(all, "B")))
                : null;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <returns><c>null</c> when it is not what <see cref="Keys"/> writes.</returns>
    public static ImmutableArray<(NoteKey Key, string Vouch)>? ReadKeys(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            var keys = ImmutableArray.CreateBuilder<(NoteKey Key, string Vouch)>();
            foreach (var made in json.RootElement.EnumerateArray())
            {
                if (!NoteKey.TryParse(made.GetProperty("key").GetString() ?? "", out var key, out _))
                {
                    return null;
                }

                keys.Add((key, made.GetProperty("vouch").GetString() ?? ""));
            }

            return keys.ToImmutable();
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string SideName(JsonElement manifest, string side) => manifest.GetProperty("sides").GetProperty(side).GetString() ?? "";

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true }))
        {
            write(json);
        }

        return output.WrittenSpan.ToArray();
    }
}

/// <summary>What an export says of itself.</summary>
internal sealed record ExportManifest(RelationshipId Relationship, long Size, Hash Root, Sides<string> Names);
