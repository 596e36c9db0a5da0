using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Workspace.Record;

/// <summary>Opens an export as a stranger: nothing in it is believed.</summary>
internal sealed class ExportReader : IDisposable
{
    /// <summary>The longest of the small files that are read whole.</summary>
    private const int SmallBytes = 1 << 22;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> files;
    private readonly HashSet<string> read = [];

    private ExportReader(ZipArchive zip, Dictionary<string, ZipArchiveEntry> files) => (this.zip, this.files) = (zip, files);

    /// <summary>The files that nobody has asked for.</summary>
    public IEnumerable<string> Unread => files.Keys.Where(name => !read.Contains(name)).Order(StringComparer.Ordinal);

    public IEnumerable<string> Names => files.Keys;

    /// <returns><c>null</c> when it is no zip, or holds a file twice.</returns>
    public static ExportReader? Open(Stream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
            return zip.Entries.All(entry => files.TryAdd(entry.FullName, entry)) ? new(zip, files) : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether the last bytes of the file are the hash of all others.</summary>
    public static bool IsDigestRight(Stream file)
    {
        if (file.Length < DigestedStream.TailBytes)
        {
            return false;
        }

        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (var left = file.Length - DigestedStream.TailBytes; left > 0;)
        {
            var some = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            file.ReadExactly(some);
            hash.AppendData(some);
            left -= some.Length;
        }

        var tail = new byte[DigestedStream.TailBytes];
        file.ReadExactly(tail);
        return Encoding.ASCII.GetString(tail) == DigestedStream.TailOf(hash.GetHashAndReset());
    }

    /// <returns><c>null</c> when it is not there, too long, or its packed bytes are broken.</returns>
    public byte[]? Small(string name)
    {
        using var stream = Open(name);
        if (stream is null)
        {
            return null;
        }

        try
        {
            using var whole = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int count; whole.Length <= SmallBytes && (count = stream.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, count);
            }

            return whole.Length <= SmallBytes ? whole.ToArray() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public Stream? Open(string name)
    {
        read.Add(name);
        try
        {
            return files.TryGetValue(name, out var entry) ? entry.Open() : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    public void Dispose() => zip.Dispose();
}
