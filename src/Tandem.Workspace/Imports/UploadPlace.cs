using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Imports;

/// <summary>
/// The files of one upload on disk, readable by the program's own user only, gone when the import ended. The folder is named after
/// their content and the files bear no time: the same files brought again are the same run, and go on where it was broken off.
/// </summary>
public sealed class UploadPlace : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int BufferBytes = 1 << 17;

    /// <summary>File systems take 255; a number may come before it.</summary>
    private const int NameBytes = 240;

    private readonly string root;
    private readonly IncrementalHash content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> names = [];

    private UploadPlace(string root, string folder) => (this.root, Folder) = (root, folder);

    public string Folder { get; private set; }

    public ImmutableArray<string> Names => [.. names];

    public long Bytes { get; private set; }

    public static UploadPlace Begin(string uploads, OrganizationId organization)
    {
        var root = Path.Combine(Path.GetFullPath(uploads), organization.ToString());
        var folder = Path.Combine(root, "new-" + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        return new(root, folder);
    }

    /// <summary>Keeps one file. Its name is only a name: no path of somebody else's machine leads anywhere here.</summary>
    public async Task AddAsync(string name, Stream bytes, CancellationToken ct)
    {
        var plain = NameOf(name);
        names.Add(plain);
        content.AppendData(Encoding.UTF8.GetBytes(plain + "\n"));
        var path = Path.Combine(Folder, plain);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        await using (var file = new FileStream(path, options))
        {
            var buffer = new byte[BufferBytes];
            while (await bytes.ReadAsync(buffer, ct) is var read and > 0)
            {
                content.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
                Bytes += read;
            }
        }

        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
    }

    /// <summary>All files are there.</summary>
    /// <returns><c>false</c> while the same files are being imported already.</returns>
    public bool TrySettle()
    {
        var settled = Path.Combine(root, Convert.ToHexStringLower(content.GetHashAndReset())[..32]);
        if (Directory.Exists(settled))
        {
            return false;
        }

        Directory.Move(Folder, settled);
        Folder = settled;
        return true;
    }

    public void Dispose()
    {
        content.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private string NameOf(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new string([.. last.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c))]).Trim('.', ' ');
        plain = plain.Length > Limits.TitleChars ? plain[^Limits.TitleChars..] : plain;
        while (Encoding.UTF8.GetByteCount(plain) > NameBytes)
        {
            plain = plain[1..];
        }

        plain = plain.Length == 0 ? "mail" : plain;
        return names.Contains(plain, StringComparer.OrdinalIgnoreCase) ? FormattableString.Invariant($"{names.Count + 1}-{plain}") : plain;
    }
}
