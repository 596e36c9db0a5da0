using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Store.Upgrades;

/// <summary>
/// The backups in a folder, named as in <c>tandem-Initial-20261122T101500Z.db</c>: which database, which schema, when.
/// Folder and files belong to their owner alone.
/// </summary>
public static partial class Backups
{
    public const string FolderName = "backups";

    private const string InstantForm = "yyyyMMdd'T'HHmmss'Z'";
    private const string KeptAside = "-before-rollback";
    private const string Partial = ".partial";

    /// <summary>Newest first.</summary>
    public static ImmutableArray<Backup> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFiles().Select(Read).OfType<Backup>()
            .OrderByDescending(backup => backup.At).ThenBy(backup => backup.Path, StringComparer.Ordinal),
    ];

    /// <summary>An empty file, readable by its owner only, that a copy is written into. It is no backup until it is
    /// kept.</summary>
    internal static string Begin(
        string folder, string of, string schema, DateTimeOffset at, bool isKeptAside, string ending)
    {
        MakeFolder(folder);
        ClearLeftOvers(folder, of);
        var path = NameOf(at);
        while (File.Exists(path))
        {
            at = at.AddSeconds(1);
            path = NameOf(at);
        }

        using var file = new FileStream(path + Partial, OwnersOnly());
        return path;

        string NameOf(DateTimeOffset instant) =>
            Path.Combine(folder, $"{of}{(isKeptAside ? KeptAside : "")}-{schema}-{Written(instant)}{ending}");
    }

    /// <summary>Where the copy for <paramref name="path"/> is written while it is not a backup yet.</summary>
    internal static string PartialOf(string path) => path + Partial;

    /// <summary>The copy is whole, and on the disk.</summary>
    internal static Backup Keep(string path)
    {
        using (var written = new FileStream(path + Partial, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(path + Partial, path);
        return Read(new(path))!;
    }

    internal static void GiveUp(string path) => File.Delete(path + Partial);

    /// <summary>Somebody was killed while writing them. SQLite keeps a journal beside what it writes.</summary>
    private static void ClearLeftOvers(string folder, string of)
    {
        foreach (var leftOver in Directory.GetFiles(folder, $"*{Partial}*"))
        {
            if (Read(new(leftOver[..leftOver.LastIndexOf(Partial, StringComparison.Ordinal)]))?.Of == of)
            {
                File.Delete(leftOver);
            }
        }
    }

    private static Backup? Read(FileInfo file) =>
        Name.Match(file.Name) is { Success: true } name
        && DateTimeOffset.TryParseExact(name.Groups["at"].Value, InstantForm, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new(
                file.FullName, name.Groups["of"].Value, name.Groups["schema"].Value, at,
                file.Exists ? file.Length : 0, name.Groups["kept"].Success)
            : null;

    private static string Written(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(InstantForm, CultureInfo.InvariantCulture);

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder, owner);
        File.SetUnixFileMode(folder, owner);
    }

    private static FileStreamOptions OwnersOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    [GeneratedRegex(
        @"^(?<of>.+?)(?<kept>-before-rollback)?-(?<schema>[A-Z][A-Za-z0-9]*)-(?<at>\d{8}T\d{6}Z)\.(?:db|dump)$")]
    private static partial Regex Name { get; }
}
