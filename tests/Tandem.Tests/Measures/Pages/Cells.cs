using System.Collections.Immutable;
using System.Globalization;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;

namespace Tandem.Tests.Measures.Pages;

/// <summary>How the pages write figures, lists and small structures.</summary>
internal static class Cells
{
    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public static double? Maybe(string cell) => cell is "none" ? null : Number(cell);

    public static int Count(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>By commas; an empty cell is an empty list.</summary>
    public static string[] List(string cell) => cell.Length == 0 ? [] : cell.Split(", ");

    /// <summary>By spaces.</summary>
    public static double[] Numbers(string cell) => [.. cell.Split(' ').Select(Number)];

    /// <summary><c>1 2, 3 4</c>.</summary>
    public static double[][] Rows(string cell) => [.. List(cell).Select(Numbers)];

    /// <summary><c>2, 4, 6+</c>, the plus for still waiting.</summary>
    public static KaplanMeier Curve(string cell) =>
        KaplanMeier.Of(List(cell).Select(time => new ReplyTime(Number(time.TrimEnd('+')), !time.EndsWith('+'))));

    /// <summary><c>x 20 80, y 40 40</c>: a name, the cost to A and to B.</summary>
    public static ImmutableArray<PricedOption> Options(string cell) => [.. List(cell).Select(option => option.Split(' '))
        .Select(option => new PricedOption(option[0], new(Number(option[1]), Number(option[2]))))];

    /// <summary><c>a-b 0.9, b-c 0.5</c>; without a figure 1.</summary>
    public static IEnumerable<(string One, string Other, double Figure)> Pairs(string cell) =>
        from pair in List(cell)
        let words = pair.Split(' ')
        let people = words[0].Split('-')
        select (people[0], people[1], words.Length > 1 ? Number(words[1]) : 1);
}
