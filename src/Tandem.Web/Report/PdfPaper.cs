using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Tandem.Web.Report;

/// <summary>
/// One page of A4 as PDF 1.7 (ISO 32000-1): text in embedded fonts that can be searched and copied, rectangles, circles, lines.
/// Lengths are points from the upper left corner.
/// </summary>
internal sealed class PdfPaper
{
    public const double Height = 842;
    private const double Across = 595;
    private const double Circle = 0.5523; // of a quarter of a circle as a Bézier curve

    private readonly StringBuilder drawing = new();
    private readonly (TrueType Font, SortedDictionary<int, int> Used)[] fonts = [(Font("fonts/regular.ttf"), []), (Font("fonts/semibold.ttf"), [])];

    public double WidthOf(string text, double size, bool isBold)
    {
        var font = fonts[isBold ? 1 : 0].Font;
        return text.EnumerateRunes().Sum(rune => font.WidthOf(font.GlyphOf(rune.Value))) * size / font.UnitsPerEm;
    }

    public void Text(string text, double x, double y, double size, bool isBold, string colour)
    {
        var (font, used) = fonts[isBold ? 1 : 0];
        var glyphs = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.GlyphOf(rune.Value);
            used[glyph] = rune.Value;
            glyphs.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        Draw($"BT {colour} rg /F{(isBold ? 1 : 0)} {size} Tf {x} {Height - y} Td <{glyphs}> Tj ET");
    }

    public void Rectangle(double x, double y, double width, double height, string colour) =>
        Draw($"{colour} rg {x} {Height - y - height} {width} {height} re f");

    public void Line(double fromX, double fromY, double toX, double toY, double width, string colour) =>
        Draw($"{colour} RG {width} w {fromX} {Height - fromY} m {toX} {Height - toY} l S");

    public void Disc(double x, double y, double r, string colour)
    {
        var (cy, c) = (Height - y, r * Circle);
        Draw($"{colour} rg {x + r} {cy} m {x + r} {cy + c} {x + c} {cy + r} {x} {cy + r} c {x - c} {cy + r} {x - r} {cy + c} {x - r} {cy} c");
        Draw($"{x - r} {cy - c} {x - c} {cy - r} {x} {cy - r} c {x + c} {cy - r} {x + r} {cy - c} {x + r} {cy} c f");
    }

    public byte[] Save(string title, string subject, string language)
    {
        var objects = new List<byte[]>
        {
            Plain($"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>"),
            Plain("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Plain($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Across} {Height}] /Contents 4 0 R /Resources << /Font << /F0 6 0 R /F1 11 0 R >> >> >>"),
            Stream("", Encoding.ASCII.GetBytes(drawing.ToString())),
            Plain($"<< /Title {Words(title)} /Subject {Words(subject)} /Creator (Tandem) >>"),
        };
        foreach (var (font, used) in fonts)
        {
            Embed(objects, font, used);
        }

        return Written(objects);
    }

    private static void Embed(List<byte[]> objects, TrueType font, SortedDictionary<int, int> used)
    {
        var first = objects.Count + 1;
        var name = FormattableString.Invariant($"TANDEM+Inter{first}");
        var widths = string.Join(' ', used.Keys.Select(glyph =>
            FormattableString.Invariant($"{glyph} [{font.WidthOf(glyph) * 1000 / font.UnitsPerEm}]")));
        var (ascent, descent) = (font.Ascent * 1000 / font.UnitsPerEm, font.Descent * 1000 / font.UnitsPerEm);
        var file = font.With(used.Keys);
        objects.Add(Plain($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>"));
        objects.Add(Plain($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            + $" /FontDescriptor {first + 2} 0 R /CIDToGIDMap /Identity /DW 600 /W [{widths}] >>"));
        objects.Add(Plain($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-800 {descent} 2600 {ascent}] /ItalicAngle 0 /Ascent {ascent}"
            + $" /Descent {descent} /CapHeight 728 /StemV 80 /FontFile2 {first + 3} 0 R >>"));
        objects.Add(Stream($" /Length1 {file.Length}", file));
        objects.Add(Stream("", Encoding.ASCII.GetBytes(ToUnicode(used))));
    }

    /// <summary>What each glyph says, so that a reader can search and copy: at most 100 a block.</summary>
    private static string ToUnicode(SortedDictionary<int, int> used)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var block in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, character) in block)
            {
                var utf16 = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(new Rune(character).ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{utf16}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private static byte[] Written(List<byte[]> objects)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\n"u8);
        var places = new List<long>();
        foreach (var (at, one) in objects.Index())
        {
            places.Add(file.Position);
            file.Write(Plain($"{at + 1} 0 obj\n"));
            file.Write(one);
            file.Write("\nendobj\n"u8);
        }

        var table = file.Position;
        file.Write(Plain($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places)
        {
            file.Write(Plain($"{place:D10} 00000 n \n"));
        }

        file.Write(Plain($"trailer << /Size {objects.Count + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    private static byte[] Stream(string more, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return [.. Plain($"<< /Length {packed.Length} /Filter /FlateDecode{more} >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8];
    }

    private static string Words(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static byte[] Plain(FormattableString text) => Encoding.ASCII.GetBytes(FormattableString.Invariant(text));

    private static byte[] Plain(string text) => Encoding.ASCII.GetBytes(text);

    private static TrueType Font(string name)
    {
        using var stream = typeof(PdfPaper).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(bytes);
    }

    private void Draw(FormattableString line) => drawing.Append(FormattableString.Invariant(line)).Append('\n');
}
