using System.CommandLine;
using System.Security.Cryptography;
using Tandem.Core.Ledger;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem verify FILE</c>: needs nothing but the file, and says what was checked or what is wrong and where.</summary>
internal static class VerifyCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var file = new Argument<string>("FILE") { Description = help["option.exportFile"] };
        var against = new Option<string?>("--against") { Description = help["option.against"], HelpName = "SAVED" };
        var key = new Option<string?>("--key") { Description = help["option.trustedKey"], HelpName = "KEY" };
        var attachment = new Option<string?>("--attachment") { Description = help["option.attachment"], HelpName = "FILE" };
        var rules = new Option<bool>("--rules") { Description = help["option.rules"] };
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var lang = Place.LangOption(help);
        var command = new Command("verify", help["verify.description"]) { file, against, key, attachment, rules, json, lang };
        command.SetAction(async (line, ct) =>
        {
            _ = Sight.TryLanguage(line.GetValue(lang), out var culture, out _);
            var texts = Texts.ForTerminal(culture);
            string?[] paths = [line.GetValue(file), line.GetValue(against), line.GetValue(attachment)];
            if (Array.Find(paths, path => path is not null && !File.Exists(path)) is { } missing)
            {
                Console.Error.WriteLine(texts.Say("error.noFile", missing));
                return ExitCode.Nothing;
            }

            if (!TryReadKept(line.GetValue(against), texts, out var kept))
            {
                return ExitCode.Usage;
            }

            var document = line.GetValue(attachment) is { } path ? await HashAsync(path, ct) : null;
            await using var stream = File.OpenRead(line.GetValue(file)!);
            using var progress = new EntryProgress(time, texts);
            var report = LedgerVerification.Of(
                stream, new(kept, line.GetValue(key), document, line.GetValue(rules)), done => progress.Tell(done));
            progress.Dispose();
            if (line.GetValue(json))
            {
                VerifyJson.Write(report);
            }
            else
            {
                new VerifyText(texts).Write(report);
            }

            return report.IsGood ? ExitCode.Done : ExitCode.Nothing;
        });
        return command;
    }

    private static bool TryReadKept(string? path, Texts texts, out KeptProof? kept)
    {
        kept = null;
        if (path is null)
        {
            return true;
        }

        using var file = File.OpenRead(path);
        kept = LedgerVerification.ReadKept(file);
        if (kept is null)
        {
            Console.Error.WriteLine(texts.Say("error.noKept", path));
        }

        return kept is not null;
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var document = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(document, ct));
    }
}
