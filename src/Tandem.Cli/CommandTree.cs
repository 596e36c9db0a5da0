using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tandem.Cli.Commands;
using Tandem.Sources.Mail;
using Tandem.Store.Upgrades;
using Tandem.Workspace.People;
using Tandem.Workspace.Text;

namespace Tandem.Cli;

/// <summary>All commands, and the one place where what goes wrong becomes a sentence and an exit code.</summary>
internal static class CommandTree
{
    public static RootCommand Of(Texts help, TimeProvider time) => new(help["root.description"])
    {
        AssessCommand.Of(help, () => new MailReader(), time),
        ImportCommand.Of(help, time),
        LedgerCommand.Of(help, time),
        MeasuresCommand.Of(help, time),
        AdviseCommand.Of(help, time),
        PortfolioCommand.Of(help, time),
        WhyCommand.Of(help, time),
        WhatIfCommand.Of(help, time),
        SettleCommand.Of(help, time),
        ExportCommand.Of(help, time),
        VerifyCommand.Of(help, time),
        EraseCommand.Of(help, time),
        KeyCommand.Of(help, time),
        ServeCommand.Of(help, time),
        DemoCommand.Of(help, time),
        UpgradeCommand.Of(help, time),
    };

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        _ = Sight.TryLanguage(args.SkipWhile(word => word != "--lang").Skip(1).FirstOrDefault(), out var culture, out _);
        var help = Texts.ForTerminal(culture);
        var line = Of(help, time).Parse(args);
        if (line.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false; // the sentence says what to write
        }

        try
        {
            var ended = await line.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
            return line.Errors.Count > 0 ? ExitCode.Usage : ended;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (NotAllowedException refused)
        {
            Console.Error.WriteLine(help["notAllowed." + refused.Right]);
            return ExitCode.NotAllowed;
        }
        catch (WrongSchemaException wrongSchema)
        {
            Console.Error.WriteLine(UpgradeCommand.Refusal(wrongSchema, help));
            return ExitCode.Failed;
        }
        catch (Exception broken) when (
            broken is IOException or InvalidDataException or NotSupportedException or CryptographicException
                or UnauthorizedAccessException or DbException or DbUpdateException or SocketException)
        {
            // What surrounds the program failed: say what, not where in the code.
            Console.Error.WriteLine(help.Say("error.failed", broken.GetBaseException().Message));
            return ExitCode.Failed;
        }
    }
}
