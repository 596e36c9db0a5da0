using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Tandem.Store.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Tandem.Store.Tests;

/// <summary>
/// A PostgreSQL server of its own for this test run: on the loopback address only, in a folder that goes away with it.
/// Started when the first test asks for it. Where there is no PostgreSQL the tests fail and say so; they are never skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task> started;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-postgres-");
    private Process? server;
    private int port;
    private int databases;

    public PostgresServer() => started = new(StartAsync);

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        await started.Value;
        var name = $"tandem{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(); // nothing in it is worth a clean end
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        folder.Delete(recursive: true);
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Include Error Detail=true";

    private async Task StartAsync()
    {
        var programs = FindPrograms();
        var data = Path.Combine(folder.FullName, "data");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder.FullName);
        }

        await RunAsPostgresAsync(Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        port = FreePort();
        server = StartAsPostgres(
            Path.Combine(programs, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", $"{port}",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off");
        await WaitUntilReadyAsync();
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !server!.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string FindPrograms()
    {
        var versions = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(v => v.Length).ThenByDescending(v => v, StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var folders = versions.Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")))
            ?? throw new InvalidOperationException(
                "PostgreSQL 15 or later is needed for these tests, and neither /usr/lib/postgresql/*/bin nor PATH has initdb and postgres. "
                + "On Debian or Ubuntu: apt-get install postgresql");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsPostgresAsync(string program, params string[] arguments)
    {
        using var process = StartAsPostgres(program, arguments);
        await ExpectSuccessAsync(process, program);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await ExpectSuccessAsync(process, program);
    }

    private static async Task ExpectSuccessAsync(Process process, string program)
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Process StartAsPostgres(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments])
        : Start(program, arguments);

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = "/nonexistent"; // or it looks for keys in the home of root
        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
