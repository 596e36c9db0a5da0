using System.Text;

namespace Tandem.Web.Settings;

/// <summary>Comma-separated values (RFC 4180) that a spreadsheet does not run.</summary>
internal static class Csv
{
    /// <summary>What a spreadsheet takes for a formula is written as text.</summary>
    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? value)
    {
        var text = new StringBuilder(value ?? "");
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..])
        {
            text.Insert(0, '\'');
        }

        return '"' + text.Replace("\"", "\"\"").ToString() + '"';
    }
}
