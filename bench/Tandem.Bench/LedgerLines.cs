using System.Text;

namespace Tandem.Bench;

/// <summary>A made-up ledger: the same lines every time.</summary>
internal static class LedgerLines
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ReadOnlyMemory<byte>[] Of(int count) =>
        [.. Enumerable.Range(0, count).Select(n => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(LineAt(n)))];

    public static void Write(int count, string path)
    {
        using var file = new StreamWriter(path);
        for (var n = 0; n < count; n++)
        {
            file.Write(LineAt(n));
            file.Write('\n');
        }
    }

    /// <summary>Contributions, commitments and their resolutions, payments; six of ten with a text.</summary>
    private static string LineAt(int n)
    {
        var side = n % 2 == 0 ? "A" : "B";
        var at = Start.AddMinutes(n * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var (kind, body) = (n % 10) switch
        {
            0 or 1 or 2 or 3 => ("contribution", $$"""{"giver":"{{side}}","category":"time","worth":{"hours":"{{n % 9}}.5"},"project":"p{{n % 7}}"}"""),
            4 or 5 or 6 => ("commitment", $$"""{"by":"{{side}}","due":"{{at}}","importance":"normal"}"""),
            7 => ("resolution", $$"""{"commitment":"e{{n - 1}}","outcome":"kept"}"""),
            _ => ("transaction", $$"""{"worth":{"amount":"{{n % 900}}.25","currency":"EUR"} }"""),
        };
        var text = n % 5 < 3 ? $$""","text":{"what":"Deliver number {{n}} to the other side before the end of the month"}""" : "";
        var said = $$"""
            "id":"e{{n}}","kind":"{{kind}}","side":"{{side}}","by":"{{side}}-p{{n % 5}}","occurred":"{{at}}","recorded":"{{at}}"
            """;
        return $"{{{said},\"body\":{body}{text}}}";
    }
}
