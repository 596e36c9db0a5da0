using Tandem.Core.Ledger;

namespace Tandem.Workspace.Record;

/// <summary>
/// Keeps tiles and bundles of leaves on disk while entries are written: a zip takes one file after the other. The file is
/// gone with the process.
/// </summary>
internal sealed class ExportScratch : IDisposable
{
    private readonly FileStream file = OwnersOnly();

    private readonly List<ReadOnlyMemory<byte>> bundle = [];
    private readonly List<(string Name, long At, int Bytes)> kept = [];
    private long leaves;

    public void Keep(Tile tile) => Keep(tile.Id.Path, tile.ToBytes());

    public void Keep(ReadOnlyMemory<byte> leaf)
    {
        bundle.Add(leaf);
        leaves++;
        if (bundle.Count == TileId.FullWidth)
        {
            KeepBundle(TileId.Full(0, (leaves >> TileId.Height) - 1));
        }
    }

    /// <summary>Hands out everything in the order of its names.</summary>
    public void CopyTo(long size, Action<string, byte[]> put)
    {
        if (bundle.Count > 0)
        {
            KeepBundle(new(0, size >> TileId.Height, bundle.Count));
        }

        foreach (var (name, at, bytes) in kept.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            var buffer = new byte[bytes];
            file.Position = at;
            file.ReadExactly(buffer);
            put(name, buffer);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>It says who wrote when.</summary>
    private static FileStream OwnersOnly()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    private void KeepBundle(TileId tile)
    {
        Keep(tile.EntriesPath, EntryBundle.Write(bundle));
        bundle.Clear();
    }

    private void Keep(string name, byte[] bytes)
    {
        kept.Add((name, file.Position, bytes.Length));
        file.Write(bytes);
    }
}
