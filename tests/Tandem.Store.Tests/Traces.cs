using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tandem.Store.Tests;

/// <summary>The bytes that must be nowhere once a text is erased: its salt, what it was locked as, and what locked it.</summary>
internal static class Traces
{
    /// <summary>What is left of a row that was partly overwritten is still a trace: pieces this long are looked for.</summary>
    private const int PieceBytes = 16;

    /// <summary>Everything secret that the tables hold of texts, by entry and name; of a key that locks several, by each.</summary>
    public static async Task<List<(string Id, string Name, string What, byte[] Bytes)>> OfAsync(TandemStore store, CancellationToken ct)
    {
        await using var db = store.NewDb();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync(ct);
        command.CommandText = """
            SELECT e.id, t.name, t.salt, t.locked, k.key FROM entry_text AS t
            JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
            JOIN text_key AS k ON k.relationship_id = t.relationship_id AND k.side = e.side AND k.author = e.author AND k.number = t.key_number
            ORDER BY e.sequence, t.name
            """;
        await using var rows = await command.ExecuteReaderAsync(ct);
        var traces = new List<(string, string, string, byte[])>();
        while (await rows.ReadAsync(ct))
        {
            var (id, name) = (rows.GetString(0), rows.GetString(1));
            traces.Add((id, name, "salt", rows.GetFieldValue<byte[]>(2)));
            traces.Add((id, name, "locked", rows.GetFieldValue<byte[]>(3)));
            traces.Add((id, name, "key", rows.GetFieldValue<byte[]>(4)));
        }

        return traces;
    }

    /// <summary>Which of them stand in some file of a folder, whole or in part.</summary>
    public static async Task<List<string>> FoundAsync(string folder, IEnumerable<(string What, byte[] Bytes)> sought, CancellationToken ct)
    {
        var pieces = sought.SelectMany(trace => Pieces(trace.Bytes).Select(piece => (trace.What, Piece: piece)))
            .ToLookup(piece => BitConverter.ToUInt64(piece.Piece));
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in await BytesOfAsync(folder, ct))
        {
            for (var at = 0; at + sizeof(ulong) <= bytes.Length; at++)
            {
                var here = pieces[BitConverter.ToUInt64(bytes, at)];
                found.UnionWith(here.Where(piece => bytes.AsSpan(at).StartsWith(piece.Piece)).Select(piece => $"{piece.What} in {name}"));
            }
        }

        return [.. found];
    }

    /// <summary>
    /// Copied by another process first: a process that closes a file loses its locks on it, also those that SQLite holds
    /// in the same process.
    /// </summary>
    private static async Task<List<(string Name, byte[] Bytes)>> BytesOfAsync(string folder, CancellationToken ct)
    {
        var copies = Directory.CreateTempSubdirectory("tandem-traces-");
        using (var copy = Process.Start("cp", ["-r", folder + "/.", copies.FullName]))
        {
            await copy.WaitForExitAsync(ct);
        }

        var files = copies.GetFiles("*", SearchOption.AllDirectories).Select(file => (file.Name, File.ReadAllBytes(file.FullName))).ToList();
        copies.Delete(recursive: true);
        return files;
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes) => bytes.Length <= PieceBytes
        ? [bytes]
        : [.. bytes.Chunk(PieceBytes).Where(piece => piece.Length == PieceBytes), bytes[^PieceBytes..]];
}
