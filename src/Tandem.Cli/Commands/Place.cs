using System.CommandLine;
using Tandem.Store;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>The options that say where the data is and in which language to speak: the same for every command that keeps data.</summary>
internal sealed class Place(Texts help)
{
    private readonly Option<string?> data = new("--data") { Description = help["option.data"], HelpName = "DIR" };
    private readonly Option<string?> db = new("--db") { Description = help["option.db"], HelpName = "CONNECTION" };
    private readonly Option<string?> lang = new("--lang") { Description = help["option.lang"], HelpName = "LANG" };

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(db);
        command.Options.Add(lang);
    }

    public string FolderOf(ParseResult line, string name = "") => DataFolder.Of(line.GetValue(data), name);

    public StoreOptions StoreOf(ParseResult line, string name = "") => DataFolder.StoreOf(FolderOf(line, name), line.GetValue(db));

    public Texts TextsOf(ParseResult line)
    {
        _ = Sight.TryLanguage(line.GetValue(lang), out var culture, out _);
        return Texts.ForTerminal(culture);
    }
}
