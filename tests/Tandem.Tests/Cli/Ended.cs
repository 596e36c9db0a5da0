using System.Diagnostics;
using System.Text;

namespace Tandem.Tests.Cli;

/// <summary>The real command, as a process of its own.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Ended Running(params string[] words)
    {
        using var process = Start(words);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"tandem {string.Join(' ', words)} did not end.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    public static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tandem.dll"));
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["LANG"] = "C.UTF-8";
        start.Environment.Remove("LC_ALL");
        return Process.Start(start)!;
    }
}
