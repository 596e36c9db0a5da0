using System.CommandLine;
using Tandem.Store;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>
/// The options that say where the data is, in which language to speak and on whose behalf: the same for every command that keeps data.
/// </summary>
internal sealed class Place
{
    private readonly Option<string?> data;
    private readonly Option<string?> db;
    private readonly Option<string?> lang;
    private readonly Option<string?>? speaks;
    private readonly bool takesSides;

    /// <summary>Of a command for whoever runs the host.</summary>
    public Place(Texts help)
    {
        data = new("--data") { Description = help["option.data"], HelpName = "DIR" };
        data.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }])
            {
                result.AddError(help["error.emptyFolder"]);
            }
        });
        db = new("--db") { Description = help["option.db"], HelpName = "CONNECTION" };
        lang = LangOption(help);
    }

    private Place(Texts help, string description, bool takesSides)
        : this(help)
    {
        this.takesSides = takesSides;
        speaks = new("--as") { Description = description, HelpName = takesSides ? "MEMBER|SIDE" : "MEMBER" };
    }

    /// <summary>Of a command that a member gives, where there are members.</summary>
    public static Place ForMembers(Texts help) => new(help, help["option.as"], false);

    /// <summary>The same; where there are none it takes a side of the ledger.</summary>
    /// <param name="description">What the side does.</param>
    public static Place ForMembersOrSides(Texts help, string description) => new(help, $"{description} {help["option.as"]}", true);

    /// <summary>A language there is none for is refused with a sentence.</summary>
    public static Option<string?> LangOption(Texts help)
    {
        var option = new Option<string?>("--lang") { Description = help["option.lang"], HelpName = "LANG" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Sight.TryLanguage(token.Value, out _, out var error))
            {
                result.AddError(error!);
            }
        });
        return option;
    }

    public void AddTo(Command command)
    {
        if (speaks is not null)
        {
            command.Options.Add(speaks);
        }

        command.Options.Add(data);
        command.Options.Add(db);
        command.Options.Add(lang);
    }

    public Spoken SpokenOf(ParseResult line) => new(speaks is null ? null : line.GetValue(speaks), takesSides);

    public string FolderOf(ParseResult line, string name = "") => DataFolder.Of(line.GetValue(data), name);

    public StoreOptions StoreOf(ParseResult line, string name = "") => DataFolder.StoreOf(FolderOf(line, name), line.GetValue(db));

    public Texts TextsOf(ParseResult line)
    {
        _ = Sight.TryLanguage(line.GetValue(lang), out var culture, out _);
        return Texts.ForTerminal(culture);
    }
}
