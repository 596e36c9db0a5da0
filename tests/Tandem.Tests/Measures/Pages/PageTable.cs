using System.Globalization;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures.Pages;

/// <summary>A table of a page, with the ledger lines that stand before it.</summary>
internal sealed record PageTable(string Page, int Line, string Header, IReadOnlyList<string[]> Rows, string[] Ledger)
{
    private const double Rounding = 1e-9;

    public static IEnumerable<PageTable> In(string path)
    {
        var lines = File.ReadAllLines(path);
        string[] ledger = [];
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at] == "```ndjson")
            {
                ledger = [.. lines.Skip(at + 1).TakeWhile(line => line != "```")];
                at += ledger.Length + 1;
            }
            else if (lines[at].StartsWith('|'))
            {
                var table = lines.Skip(at).TakeWhile(line => line.StartsWith('|')).ToArray();
                yield return new(
                    Path.GetFileName(path), at + 1, string.Join(" | ", CellsOf(table[0])), [.. table.Skip(2).Select(CellsOf)], ledger);
                at += table.Length;
            }
        }
    }

    /// <summary>What is wrong with a shown cell, or nothing: as many decimals as are shown have to be right.</summary>
    public static string? Difference(string shown, object? found) => found switch
    {
        null => shown is "none" or "not reached" ? null : $"{shown} shown, none found",
        double number => Differs(shown, number) ? $"{shown} shown, {number:R} found" : null,
        int count => Difference(shown, (double)count),
        bool truth => shown == (truth ? "yes" : "no") ? null : $"{shown} shown, {truth} found",
        Interval interval => Difference(shown.Split(" to "), [interval.Low, interval.High]),
        double[] list => Difference(shown.Split(", "), [.. list]),
        string word => shown == word ? null : $"{shown} shown, {word} found",
        _ => throw new System.Diagnostics.UnreachableException($"No cell shows a {found.GetType().Name}."),
    };

    /// <summary>The same cell with the last digit of its first figure changed.</summary>
    public static string? Changed(string shown)
    {
        var first = shown.Split(' ', ',')[0];
        return IsNumber(first, out var number)
            ? (number + (3 * UnitOf(first))).ToString("F" + DecimalsOf(first), CultureInfo.InvariantCulture) + shown[first.Length..]
            : null;
    }

    private static string? Difference(string[] shown, object[] found) => shown.Length != found.Length
        ? $"{shown.Length} figures shown, {found.Length} found"
        : shown.Zip(found, Difference).FirstOrDefault(difference => difference is not null);

    private static bool Differs(string shown, double found) =>
        !IsNumber(shown, out var number) || !(Math.Abs(number - found) <= (0.5 * UnitOf(shown)) + Rounding);

    private static bool IsNumber(string shown, out double number) =>
        double.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static double UnitOf(string shown) => Math.Pow(10, -DecimalsOf(shown));

    private static int DecimalsOf(string shown) => shown.IndexOf('.') is var point and >= 0 ? shown.Length - point - 1 : 0;

    private static string[] CellsOf(string line) => [.. line.Trim()[1..^1].Split('|').Select(cell => cell.Trim())];
}
