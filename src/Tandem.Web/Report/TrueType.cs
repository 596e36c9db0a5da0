using System.Buffers.Binary;

namespace Tandem.Web.Report;

/// <summary>
/// As much of a TrueType font as it takes to set text with it: which glyph a character has, how wide it is, and the file with
/// the outlines of all other glyphs blanked. OpenType 1.9, tables head, hhea, hmtx, cmap, loca, glyf.
/// </summary>
internal sealed class TrueType
{
    private const int ComponentsFollow = 0x20;

    private readonly byte[] file;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly int metrics;

    public TrueType(byte[] file)
    {
        this.file = file;
        for (var table = 0; table < Word(4); table++)
        {
            var at = 12 + (table * 16);
            tables[System.Text.Encoding.ASCII.GetString(file, at, 4)] = (Long(at + 8), Long(at + 12));
        }

        UnitsPerEm = Word(tables["head"].At + 18);
        (Ascent, Descent) = (Signed16(tables["hhea"].At + 4), Signed16(tables["hhea"].At + 6));
        metrics = Word(tables["hhea"].At + 34);
    }

    public int UnitsPerEm { get; }

    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>0 where the font has none.</summary>
    public int GlyphOf(int character)
    {
        var cmap = tables["cmap"].At;
        for (var table = 0; table < Word(cmap + 2); table++)
        {
            var at = cmap + Long(cmap + 8 + (table * 8));
            if (Word(at) == 4 && character <= 0xffff && Segment(at, character) is > 0 and var glyph)
            {
                return glyph;
            }
        }

        return 0;
    }

    /// <summary>In units of the font.</summary>
    public int WidthOf(int glyph) => Word(tables["hmtx"].At + (Math.Min(glyph, metrics - 1) * 4));

    /// <summary>The file with nothing but these glyphs in it; it compresses to what they need.</summary>
    public byte[] With(IReadOnlyCollection<int> glyphs)
    {
        var (kept, due) = (new HashSet<int> { 0 }, new Stack<int>(glyphs));
        while (due.TryPop(out var glyph))
        {
            if (kept.Add(glyph))
            {
                foreach (var component in ComponentsOf(glyph))
                {
                    due.Push(component);
                }
            }
        }

        var blanked = (byte[])file.Clone();
        for (var glyph = 0; glyph < Word(tables["maxp"].At + 4); glyph++)
        {
            if (!kept.Contains(glyph) && Outline(glyph) is { Length: > 0 } outline)
            {
                blanked.AsSpan(outline.At, outline.Length).Clear();
            }
        }

        foreach (var unused in (ReadOnlySpan<string>)["GPOS", "GSUB", "GDEF", "DSIG"])
        {
            if (tables.TryGetValue(unused, out var table))
            {
                blanked.AsSpan(table.At, table.Length).Clear();
            }
        }

        return blanked;
    }

    /// <summary>cmap format 4.</summary>
    private int Segment(int at, int character)
    {
        var count = Word(at + 6) / 2;
        for (var segment = 0; segment < count; segment++)
        {
            var end = at + 14 + (segment * 2);
            if (Word(end) < character)
            {
                continue;
            }

            var (start, delta, offsetAt) = (Word(end + 2 + (count * 2)), Word(end + 2 + (count * 4)), end + 2 + (count * 6));
            if (start > character)
            {
                return 0;
            }

            var glyph = Word(offsetAt) == 0 ? character : Word(offsetAt + Word(offsetAt) + ((character - start) * 2));
            return glyph == 0 ? 0 : (glyph + delta) & 0xffff;
        }

        return 0;
    }

    private (int At, int Length) Outline(int glyph)
    {
        var loca = tables["loca"].At;
        var (from, to) = Word(tables["head"].At + 50) == 0
            ? (Word(loca + (glyph * 2)) * 2, Word(loca + (glyph * 2) + 2) * 2)
            : (Long(loca + (glyph * 4)), Long(loca + (glyph * 4) + 4));
        return (tables["glyf"].At + from, to - from);
    }

    private IEnumerable<int> ComponentsOf(int glyph)
    {
        var outline = Outline(glyph);
        if (outline.Length == 0 || Signed16(outline.At) >= 0)
        {
            yield break;
        }

        for (var (at, flags) = (outline.At + 10, ComponentsFollow); (flags & ComponentsFollow) != 0;)
        {
            flags = Word(at);
            yield return Word(at + 2);
            at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
    }

    private int Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int Signed16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private int Long(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
