using System.Text.RegularExpressions;
using Tandem.Store.Upgrades;

namespace Tandem.Store.Tests;

/// <summary>
/// Databases as released versions left them, made by those versions from made-up mail (<c>sqlite3 FILE .dump</c>,
/// <c>pg_dump --inserts --no-owner --no-acl</c>). They are never changed: a new release adds its own two.
/// </summary>
internal static partial class Released
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Released");

    public static string Changelog => File.ReadAllText(Path.Combine(Folder, "CHANGELOG.md"));

    public static string[] Files =>
        [.. Directory.GetFiles(Folder, "*.sql").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static string[] Versions =>
        [.. Files.Select(file => file[..file.IndexOf('.', file.IndexOf('.') + 1)]).Distinct()];

    public static string ScriptOf(string version, string kind) =>
        File.ReadAllText(Path.Combine(Folder, $"{version}.{kind}.sql"));

    /// <summary>What lacks for a version that the changelog says is out: <c>## 0.1.0 - 2026-11-22</c>.</summary>
    public static IEnumerable<string> Missing(string changelog, IReadOnlyCollection<string> files) =>
        from version in Heading.Matches(changelog).Select(heading => heading.Groups[1].Value).Distinct()
        from kind in (string[])["sqlite", "postgres"]
        let file = $"{version}.{kind}.sql"
        where !files.Contains(file)
        select file;

    /// <summary>The process that is killed while it upgrades.</summary>
    public static async Task<int> UpgradeAsync(string connectionString, string folder)
    {
        var upgrade = StoreUpgrade.For(new(connectionString), folder, TimeProvider.System);
        var outcome = await upgrade.UpgradeAsync(true, step => Console.WriteLine(step), CancellationToken.None);
        return outcome is UpgradeOutcome.Upgraded ? 0 : 1;
    }

    [GeneratedRegex(@"^## (\d+\.\d+)\.\d+ ", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }
}
