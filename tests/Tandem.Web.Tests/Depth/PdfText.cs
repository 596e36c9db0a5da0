using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Tandem.Web.Tests.Depth;

/// <summary>Reads a report back as a reader's search does: pages counted, glyphs turned into letters by the fonts' own maps.</summary>
internal static partial class PdfText
{
    public static (int Pages, string Text) Read(byte[] file)
    {
        var plain = Encoding.Latin1.GetString(file);
        var streams = Starts().Matches(plain).Select(start => Inflated(file, start.Index + start.Length)).ToArray();
        var maps = streams.Where(stream => stream.Contains("beginbfchar", StringComparison.Ordinal)).Select(MapOf).ToArray();
        var drawing = streams.Single(stream => stream.Contains("BT ", StringComparison.Ordinal) && stream.Contains(" Tj ET",
            StringComparison.Ordinal));
        var text = Shown().Matches(drawing).Select(shown =>
        {
            var map = maps[int.Parse(shown.Groups[1].Value, CultureInfo.InvariantCulture)];
            return string.Concat(shown.Groups[2].Value.Chunk(4).Select(glyph => map[new(glyph)]));
        });
        return (Pages().Count(plain), string.Join('\n', text));
    }

    private static string Inflated(byte[] file, int at)
    {
        using var zlib = new ZLibStream(new MemoryStream(file, at, file.Length - at), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return Encoding.Latin1.GetString(plain.ToArray());
    }

    private static Dictionary<string, string> MapOf(string map) => Pairs().Matches(map).ToDictionary(
        pair => pair.Groups[1].Value, pair => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(pair.Groups[2].Value)));

    [GeneratedRegex("/FlateDecode[^>]*>>\nstream\n")]
    private static partial Regex Starts();

    [GeneratedRegex("/Type /Page ")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/F(\d) [^<]*<([0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex("^<([0-9A-F]{4})> <([0-9A-F]+)>$", RegexOptions.Multiline)]
    private static partial Regex Pairs();
}
