using System.CommandLine;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem measures</c>: every measure of a ledger at an instant, both directions, each with its interval.</summary>
internal static class MeasuresCommand
{
    public static Command Of(Texts help, TimeProvider time)
    {
        var toRead = new ToRead(help);
        var json = new Option<bool>("--json") { Description = help["option.json"] };
        var command = new Command("measures", help["measures.description"]) { json };
        toRead.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = toRead.TextsOf(line);
            if (await toRead.OpenAsync(line, texts, time, ct) is not { } ledger)
            {
                return ExitCode.Nothing;
            }

            if (line.GetValue(json))
            {
                JsonOutput.Write(MeasuresJson.Of(ledger.Read(), ledger.File.Accepted.Length, ledger.File.Refused));
            }
            else
            {
                new MeasuresText(Terminal.For(texts), ledger).Write();
            }

            return ExitCode.Done;
        });
        return command;
    }
}
