using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Cli;
using Tandem.Cli.Commands;
using Tandem.Sources.Mail;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Text;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
_ = Sight.TryLanguage(args.SkipWhile(word => word != "--lang").Skip(1).FirstOrDefault(), out var culture, out _);
var help = Texts.ForTerminal(culture);
var root = new RootCommand(help["root.description"])
{
    AssessCommand.Of(help, () => new MailReader(), TimeProvider.System),
    ImportCommand.Of(help, TimeProvider.System),
    LedgerCommand.Of(help, TimeProvider.System),
    MeasuresCommand.Of(help, TimeProvider.System),
    AdviseCommand.Of(help, TimeProvider.System),
    PortfolioCommand.Of(help, TimeProvider.System),
    WhyCommand.Of(help, TimeProvider.System),
    WhatIfCommand.Of(help, TimeProvider.System),
    SettleCommand.Of(help, TimeProvider.System),
    ExportCommand.Of(help, TimeProvider.System),
    VerifyCommand.Of(help, TimeProvider.System),
    EraseCommand.Of(help, TimeProvider.System),
    KeyCommand.Of(help, TimeProvider.System),
    ServeCommand.Of(help, TimeProvider.System),
    DemoCommand.Of(help, TimeProvider.System),
    UpgradeCommand.Of(help, TimeProvider.System),
};
var line = root.Parse(args);
try
{
    var ended = await line.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return line.Errors.Count > 0 ? ExitCode.Usage : ended;
}
catch (OperationCanceledException)
{
    return ExitCode.Cancelled;
}
catch (WrongSchemaException wrong)
{
    Console.Error.WriteLine(UpgradeCommand.Refusal(wrong, help));
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
