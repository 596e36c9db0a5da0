using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Tandem.Store.Upgrades;

/// <summary>The programs that PostgreSQL brings for backups. What they must know goes through their environment,
/// because everybody on a machine can read command lines.</summary>
internal sealed class PostgresPrograms(IReadOnlyList<string> folders)
{
    private const string Versions = "/usr/lib/postgresql";

    /// <summary>The path first, then where Debian keeps each version, the newest first.</summary>
    public static PostgresPrograms OfThisMachine { get; } = new(
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).OrderByDescending(version => version.Length)
                .ThenByDescending(version => version, StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [],
    ]);

    /// <returns>Where a program is; <c>null</c> when it is nowhere.</returns>
    public string? Find(string program) => folders
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end, handing what it writes to <paramref name="read"/>.</summary>
    /// <exception cref="IOException">It could not be started, or said that it failed.</exception>
    public async Task RunAsync(
        string program, NpgsqlConnectionStringBuilder connection, IEnumerable<string> arguments,
        Func<TextReader, Task> read, CancellationToken ct)
    {
        using var process = Start(program, connection, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            await read(process.StandardOutput);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new IOException((await errors).Trim());
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private Process Start(string program, NpgsqlConnectionStringBuilder connection, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in SettingsOf(connection).Where(setting => !string.IsNullOrEmpty(setting.Value)))
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new IOException(missing.Message, missing);
        }
    }

    private static IEnumerable<(string Name, string? Value)> SettingsOf(NpgsqlConnectionStringBuilder connection) =>
    [
        ("PGHOST", connection.Host),
        ("PGPORT", connection.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGDATABASE", connection.Database ?? connection.Username),
        ("PGUSER", connection.Username),
        ("PGPASSWORD", connection.Password),
        ("PGPASSFILE", connection.Passfile),
        ("PGSSLMODE", connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        }),
        ("PGSSLROOTCERT", connection.RootCertificate),
        ("PGSSLCERT", connection.SslCertificate),
        ("PGSSLKEY", connection.SslKey),
        ("PGCLIENTENCODING", "UTF8"),
        ("LC_ALL", "C.UTF-8"),
    ];
}
