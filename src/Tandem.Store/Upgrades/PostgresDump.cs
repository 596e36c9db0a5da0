using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Tandem.Store.Upgrades;

/// <summary>A backup of a PostgreSQL database, read as the script that <c>pg_restore</c> makes of it.</summary>
internal sealed partial class PostgresDump(PostgresPrograms programs, string path)
{
    private const string EndOfRows = "\\.";

    /// <summary>The rows of a table follow, one a line, in PostgreSQL's own text form.</summary>
    public delegate Task OnRows(RowsHead head, IAsyncEnumerable<string> lines);

    /// <summary>Reads everything, or the rows alone.</summary>
    public Task ReadAsync(bool rowsOnly, Func<string, Task> onSql, OnRows onRows, CancellationToken ct) =>
        programs.RunAsync(
        "pg_restore", new NpgsqlConnectionStringBuilder(),
        [.. rowsOnly ? ["--data-only"] : Array.Empty<string>(), "--no-owner", "--no-privileges", "--file=-", path],
        script => ReadAsync(script, onSql, onRows, ct), ct);

    private static async Task ReadAsync(
        TextReader script, Func<string, Task> onSql, OnRows onRows, CancellationToken ct)
    {
        var sql = new StringBuilder();
        while (await script.ReadLineAsync(ct) is { } line)
        {
            if (Head.Match(line) is { Success: true } head)
            {
                await RunAsync(sql, onSql);
                await onRows(
                    new(line, Unquoted(head.Groups["table"].Value),
                        [.. head.Groups["columns"].Value.Split(", ").Select(Unquoted)]),
                    LinesAsync(script, ct));
            }
            else if (!BesideThePoint.IsMatch(line))
            {
                sql.Append(line).Append('\n');
            }
        }

        await RunAsync(sql, onSql);
    }

    private static async Task RunAsync(StringBuilder sql, Func<string, Task> onSql)
    {
        var statements = sql.ToString();
        sql.Clear();
        if (!string.IsNullOrWhiteSpace(statements))
        {
            await onSql(statements);
        }
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        TextReader script, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await script.ReadLineAsync(ct) is { } line && line != EndOfRows)
        {
            yield return line;
        }
    }

    private static string Unquoted(string name) =>
        name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;

    [GeneratedRegex(@"^COPY (?:""[^""]+""|\w+)\.(?<table>""[^""]+""|\w+) \((?<columns>.+)\) FROM stdin;$")]
    private static partial Regex Head { get; }

    /// <summary>Comments, commands to psql, settings of the session (a newer program has some that an older server does
    /// not know), and the schema itself, which is there.</summary>
    [GeneratedRegex(@"^(?:--|\\|SET [a-z_]+ = |(?:CREATE|COMMENT ON) SCHEMA )")]
    private static partial Regex BesideThePoint { get; }
}

/// <summary>Which columns of which table the rows are of.</summary>
/// <param name="Copy">The command that takes them in.</param>
internal sealed record RowsHead(string Copy, string Table, IReadOnlyList<string> Columns);
