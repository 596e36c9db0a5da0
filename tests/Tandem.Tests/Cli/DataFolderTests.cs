using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shouldly;

namespace Tandem.Tests.Cli;

/// <summary>What a person does with a data folder: import, look, take back, look again, end it.</summary>
public sealed class DataFolderTests : IDisposable
{
    private static readonly string Sample = Repository.PathOf("samples", "mail");
    private static readonly string[] Sides = ["--us", "aldermere.example", "--them", "norrvik.example"];

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Importing_the_same_mail_twice_adds_nothing_and_undoing_both_leaves_nothing()
    {
        Tandem("import", "mail", Sample, "--us", "aldermere.example", "--them", "norrvik.example").Output.ShouldContain("2,572 of them new");
        Tandem("import", "mail", Path.Combine(Sample, "2025-Q3.mbox"), "--them", "norrvik.example").Output.ShouldContain(" 0 of them new");
        Tandem("import", "list").Output.ShouldContain("Done", Case.Insensitive);
        Tandem("import", "mail", Sample, "--us", "other.example", "--them", "norrvik.example").Code.ShouldBe(2);
        Tandem("import", "mail", Sample, "--us", "norrvik.example", "--them", "aldermere.example").Code.ShouldBe(2);
        Tandem("import", "undo", "1").Code.ShouldBe(0);
        Tandem("import", "undo", "2").Code.ShouldBe(0);
        Tandem("import", "undo", "7").Code.ShouldBe(1);
        Tandem(["import", "mail", Sample, .. Sides]).Output.ShouldContain("2,572 of them new");
    }

    [Fact]
    public async Task The_demo_imports_once_serves_on_this_machine_and_ends_cleanly()
    {
        var first = await ServeAsync();
        var second = await ServeAsync();

        first.ShouldContain("Imported:");
        second.ShouldContain("already", Case.Insensitive);
        second.ShouldNotContain("Imported:");
    }

    [Fact]
    public void The_data_folder_is_readable_by_its_owner_only()
    {
        Tandem(["import", "mail", Sample, .. Sides]).Code.ShouldBe(0);

        if (!OperatingSystem.IsWindows())
        {
            var shared = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
            (File.GetUnixFileMode(Path.Combine(folder, "data")) & shared).ShouldBe(UnixFileMode.None);
        }
    }

    /// <summary>A crash between any two commits: the command again, and the outcome is that of one clean run.</summary>
    [Fact]
    public async Task A_killed_import_goes_on_where_it_was()
    {
        for (var life = 0; life < 4; life++)
        {
            using var process = Ended.Start(["import", "mail", Sample, .. Sides, "--data", Path.Combine(folder, "data")]);
            await Task.Delay(300 + (life * 250), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Tandem(["import", "mail", Sample, .. Sides]).Code.ShouldBe(0);
        Tandem(["import", "mail", Sample, .. Sides]).Output.ShouldContain(" 0 of them new");
    }

    private Ended Tandem(params string[] words) => Ended.Running([.. words, "--data", Path.Combine(folder, "data"), "--lang", "en"]);

    /// <summary>Starts the demo, asks for the first page, and ends it as Ctrl+C does.</summary>
    private async Task<string> ServeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var url = $"http://localhost:{FreePort()}";
        using var process = Ended.Start("demo", "--data", Path.Combine(folder, "demo"), "--urls", url, "--lang", "en");
        var said = "";
        while (!said.Contains("Ctrl+C", StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            said += line + "\n";
        }

        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(url), ct)).ShouldContain("Norrvik Foods");
        using var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(ct);
        process.ExitCode.ShouldBe(0);
        return said;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
