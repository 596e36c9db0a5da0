using System.CommandLine;
using Shouldly;
using Tandem.Cli;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Text;

namespace Tandem.Tests.Cli;

/// <summary>
/// Everybody gives every command: how each ends follows from commands.txt, beside the commands that the program itself has. A
/// command that is not declared there fails.
/// </summary>
[Collection(OwnConsole.Name)]
public sealed class MemberMatrixTests
{
    private const string Line =
        """{"id":"e-NEW","kind":"request","side":"A","by":"x","occurred":"2026-10-01","body":{"from":"A"}}""";

    private static readonly string[] Members = ["a.owner", "a.sponsor", "a.member", "a.viewer", "b.owner", "c.owner"];

    [Fact]
    public void Every_command_is_declared_and_everything_declared_is_there()
    {
        var there = CommandsOf(CommandTree.Of(Texts.ForTerminal(System.Globalization.CultureInfo.GetCultureInfo("en")), TimeProvider.System), "").ToList();
        var declared = Rows().ToList();

        declared.Select(row => row.Name).ShouldBe(there.Select(one => one.Name), ignoreOrder: true);
        foreach (var (name, command) in there)
        {
            var row = declared.Single(one => one.Name == name);
            command.Options.Any(option => option.Name == "--as").ShouldBe(row.Needs is not null, name);
            command.Options.Any(option => option.Name == "--data").ShouldBe(row.Needs is not null || name is not ("assess" or "verify"), name);
        }
    }

    [Fact]
    public async Task Everybody_ends_as_their_role_and_side_say_and_nobody_else_sees_what_is_private()
    {
        await using var house = await Household.SettleAsync();
        var (before, wrong) = (await house.StateAsync(), new List<string>());
        foreach (var isRefused in (bool[])[true, false])
        {
            foreach (var row in Rows().Where(row => row.Needs is not null))
            {
                foreach (var relationship in row.IsTable ? [house.Shared, house.Single] : (Relationship[])[house.Shared])
                {
                    foreach (var who in Callers(house, row, relationship, isRefused))
                    {
                        var ended = await house.RunAsync(who, Words(house, row, who, relationship.Id.ToString()));
                        var about = $"{who ?? "nobody"}: {row.Name} {relationship.Sides.B.Name}: {ended.Code} {ended.Errors}";
                        wrong.AddRange(await WrongsAsync(house, row, relationship, who, ended) ? [about] : (string[])[]);
                    }
                }
            }

            if (isRefused)
            {
                (await house.StateAsync()).ShouldBe(before, "somebody who may not has changed something");
            }
        }

        wrong.ShouldBeEmpty();
        (await house.StateAsync()).ShouldNotBe(before, "those who may have done it");
    }

    private static IEnumerable<string?> Callers(Household house, Row row, Relationship relationship, bool isRefused) =>
        ((string?[])[.. Members, null, "stranger@nowhere.example", "A"]).Where(who => isRefused == (CodeOf(house, row, relationship, who) is not null));

    /// <summary>How it ends for somebody who is refused; <c>null</c> for those who are not.</summary>
    private static int? CodeOf(Household house, Row row, Relationship relationship, string? who)
    {
        if (who is null || !house.Viewers.TryGetValue(who, out var viewer))
        {
            return ExitCode.Usage;
        }

        return !viewer.May(row.Needs!.Value) ? ExitCode.NotAllowed : row.IsTable && IsOutside(relationship, viewer) ? ExitCode.Nothing : null;
    }

    private static bool IsOutside(Relationship relationship, Viewer viewer) =>
        relationship.Sides.A.Id != viewer.Organization && relationship.Sides.B.Id != viewer.Organization;

    private static async Task<bool> WrongsAsync(Household house, Row row, Relationship relationship, string? who, Ended ended)
    {
        var mayNotSee = who?.StartsWith("a.", StringComparison.Ordinal) != true;
        if (mayNotSee && (ended.Output + ended.Errors).Contains(Household.Mark, StringComparison.Ordinal))
        {
            return true;
        }

        var code = CodeOf(house, row, relationship, who);
        if (code == ExitCode.Nothing)
        {
            // Out of scope is answered like one that never was.
            var unknown = new RelationshipId(Guid.NewGuid()).ToString();
            var other = await house.RunAsync(who, Words(house, row, who, unknown));
            return ended.Code != ExitCode.Nothing || other.Code != ended.Code || ended.Output.Length > 0
                || other.Errors.Replace(unknown, relationship.Id.ToString(), StringComparison.Ordinal) != ended.Errors;
        }

        return code is { } refused
            ? ended.Code != refused || ended.Output.Length > 0 || ended.Errors.Trim().Split('\n').Length != 1
            : ended.Code is not (ExitCode.Done or ExitCode.Nothing) || ended.Errors.Contains("no relationship", StringComparison.Ordinal);
    }

    private static string[] Words(Household house, Row row, string? who, string id) =>
    [
        .. row.Name.Split(' '),
        .. row.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
        {
            "{id}" => id,
            "{us}" => who switch { "b.owner" => "norrvik.example", "c.owner" => "kestrel.example", _ => "aldermere.example" },
            "{entry}" => house.Entry,
            "{new}" => house.PathOf(Path.GetRandomFileName()),
            "{mail}" => Repository.PathOf("samples", "mail", "2025-Q3.mbox"),
            "{ledger}" => Repository.PathOf("vectors", "ledgers", "11-refusals.ndjson"),
            "{line}" => house.Write("line.ndjson", Line.Replace("NEW", Guid.NewGuid().ToString("N"), StringComparison.Ordinal)),
            _ => word,
        }),
    ];

    private static IEnumerable<(string Name, Command Command)> CommandsOf(Command command, string before) => command.Subcommands.Count == 0
        ? [(before.Trim(), command)]
        : command.Subcommands.SelectMany(sub => CommandsOf(sub, $"{before} {sub.Name}"));

    private static IEnumerable<Row> Rows() =>
        File.ReadLines(Repository.PathOf("tests", "Tandem.Tests", "Cli", "commands.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" ; ")).Select(parts => new Row(
                parts[0], parts[1] == "host" ? null : Enum.Parse<Right>(parts[1], ignoreCase: true), parts[2] == "table", parts.Length > 3 ? parts[3] : ""));

    private sealed record Row(string Name, Right? Needs, bool IsTable, string Rest);
}
