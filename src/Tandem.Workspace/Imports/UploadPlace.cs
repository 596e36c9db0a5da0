using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Imports;

/// <summary>
/// The files of one upload on disk, readable by the program's own user only, gone when the import ended. The folder is named after
/// their content and the files bear no time: the same files brought again are the same run, and go on where it was broken off.
/// Beside it lies a file that is locked while somebody uses the folder, in whichever process; who is killed lets go of it.
/// </summary>
public sealed class UploadPlace : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int BufferBytes = 1 << 17;

    /// <summary>File systems take 255; a number may come before it.</summary>
    private const int NameBytes = 240;

    private static readonly EnumerationOptions Reachable = new() { IgnoreInaccessible = true };

    private const string LockEnding = ".lock";

    private readonly string root;
    private readonly IncrementalHash content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> names = [];

    private FileStream hold;

    private UploadPlace(string root, string folder, FileStream hold) => (this.root, Folder, this.hold) = (root, folder, hold);

    public string Folder { get; private set; }

    public ImmutableArray<string> Names => [.. names];

    public long Bytes { get; private set; }

    public static UploadPlace Begin(string uploads, OrganizationId organization)
    {
        var root = Path.Combine(Path.GetFullPath(uploads), organization.ToString());
        MakeFolder(root);
        var folder = Path.Combine(root, "new-" + Guid.NewGuid().ToString("N"));
        var hold = Hold(folder) ?? throw new IOException($"{folder} is somebody else's.");
        MakeFolder(folder);
        return new(root, folder, hold);
    }

    /// <summary>Removes what nobody uses any more: what was left when a program was killed.</summary>
    public static void Sweep(string uploads)
    {
        if (!Directory.Exists(uploads))
        {
            return;
        }

        foreach (var root in Directory.EnumerateDirectories(Path.GetFullPath(uploads), "*", Reachable))
        {
            var locks = Directory.EnumerateFiles(root, "*" + LockEnding, Reachable).Select(path => path[..^LockEnding.Length]);
            foreach (var folder in Directory.EnumerateDirectories(root, "*", Reachable).Union(locks).ToList())
            {
                TryRemove(folder);
            }
        }
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
        if (Hold(settled) is not { } held)
        {
            return false;
        }

        if (Directory.Exists(settled))
        {
            Directory.Delete(settled, recursive: true); // nobody's: whoever brought it was killed
        }

        Directory.Move(Folder, settled);
        hold.Dispose();
        (Folder, hold) = (settled, held);
        return true;
    }

    public void Dispose()
    {
        content.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        hold.Dispose();
    }

    private static void TryRemove(string folder)
    {
        try
        {
            using var hold = Hold(folder);
            if (hold is not null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user of this machine left it: it is theirs to remove.
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary><c>null</c> while somebody else holds it.</summary>
    private static FileStream? Hold(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new(folder + LockEnding, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(folder + LockEnding))
        {
            return null;
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
