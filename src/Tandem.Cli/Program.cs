using System.CommandLine;
using System.Text;
using Tandem.Cli;
using Tandem.Cli.Commands;
using Tandem.Sources.Mail;
using Tandem.Workspace.Text;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
_ = Sight.TryLanguage(args.SkipWhile(word => word != "--lang").Skip(1).FirstOrDefault(), out var culture, out _);
var help = Texts.ForTerminal(culture);
var root = new RootCommand(help["root.description"])
{
    AssessCommand.Of(help, () => new MailReader(), TimeProvider.System),
    ImportCommand.Of(help, TimeProvider.System),
    ServeCommand.Of(help),
    DemoCommand.Of(help, TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
