using System.Globalization;

namespace Tandem.Core.Ledger;

/// <summary>
/// Which tile (c2sp.org/tlog-tiles): at level 0 leaf hashes, above it the roots of the full tiles below, 256 to a tile
/// and fewer in the last. <c>default</c> is no tile: its width is 0.
/// </summary>
public readonly record struct TileId(int Level, long Index, int Width)
{
    /// <summary>The levels of the tree that a tile spans.</summary>
    public const int Height = 8;

    /// <summary>The hashes in a full tile.</summary>
    public const int FullWidth = 1 << Height;

    /// <summary>A tree whose size fits a <c>long</c> has tiles at no higher level; tlog-tiles allows 63.</summary>
    public const int HighestLevel = 7;

    private const string Root = "tile/";
    private const string Entries = "tile/entries/";

    public bool IsFull => Width == FullWidth;

    /// <summary>The first leaf under the tile.</summary>
    public long FirstLeaf => Index << (Height * (Level + 1));

    /// <summary>As in <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public string Path => $"{Root}{Level.ToString(CultureInfo.InvariantCulture)}/{Place}";

    /// <summary>Where the entries under a tile of level 0 are, as in <c>tile/entries/x001/x234/067.p/8</c>.</summary>
    public string EntriesPath => Level == 0
        ? Entries + Place
        : throw new InvalidOperationException("Only tiles of level 0 have entries.");

    /// <summary>The full tiles below, whose roots are this tile's hashes.</summary>
    public IEnumerable<TileId> Children
    {
        get
        {
            for (var at = 0; Level > 0 && at < Width; at++)
            {
                yield return Full(Level - 1, (Index << Height) + at);
            }
        }
    }

    private string Place => Grouped(Index) + (IsFull ? "" : ".p/" + Width.ToString(CultureInfo.InvariantCulture));

    public static TileId Full(int level, long index) => new(level, index, FullWidth);

    /// <summary>
    /// The tile that holds the hashes a subtree is hashed from, as wide as it is in a tree of this size.
    /// </summary>
    public static TileId Holding(Subtree subtree, long size)
    {
        var level = subtree.Level / Height;
        var index = (subtree.Index << (subtree.Level % Height)) >> Height;
        return In(size, level, index);
    }

    /// <summary>
    /// All tiles of a tree of this size, partial ones included, by level and index: for exports and checks.
    /// </summary>
    public static IEnumerable<TileId> AllOf(long size)
    {
        for (var level = 0; level <= HighestLevel && size >> (Height * level) > 0; level++)
        {
            var hashes = size >> (Height * level);
            for (var index = 0L; index <= (hashes - 1) >> Height; index++)
            {
                yield return In(size, level, index);
            }
        }
    }

    public static bool TryParse(ReadOnlySpan<char> path, out TileId tile)
    {
        tile = default;
        return path.StartsWith(Root) && path.Length > Root.Length + 2 && path[Root.Length + 1] == '/'
            && path[Root.Length] - '0' is >= 0 and <= HighestLevel and var level
            && TryParsePlace(path[(Root.Length + 2)..], level, out tile);
    }

    public static bool TryParseEntries(ReadOnlySpan<char> path, out TileId tile)
    {
        tile = default;
        return path.StartsWith(Entries) && TryParsePlace(path[Entries.Length..], 0, out tile);
    }

    /// <summary>A width of 0 where the tree has no such tile.</summary>
    private static TileId In(long size, int level, long index)
    {
        var hashes = size >> (Height * level);
        return new(level, index, (int)Math.Clamp(hashes - (index << Height), 0, FullWidth));
    }

    private static bool TryParsePlace(ReadOnlySpan<char> text, int level, out TileId tile)
    {
        var mark = text.IndexOf(".p/");
        var number = mark < 0 ? text : text[..mark];
        var width = mark < 0 ? FullWidth : WidthOf(text[(mark + 3)..]);
        tile = TryParseGrouped(number, out var index) && width > 0 && Exists(level, index, width)
            ? new(level, index, width) : default;
        return tile.Width > 0;
    }

    private static int WidthOf(ReadOnlySpan<char> text) =>
        StrictDecimal.TryParse(text, out var width) && width is > 0 and < FullWidth ? (int)width : 0;

    /// <summary>Whether a tree that fits a <c>long</c> can have it.</summary>
    private static bool Exists(int level, long index, int width) =>
        ((UInt128)index * FullWidth) + (UInt128)width <= (UInt128)(long.MaxValue >> (Height * level));

    /// <summary>Three digits to a path element; all but the last begin with an x.</summary>
    private static string Grouped(long index)
    {
        var text = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            text = "x" + (rest % 1000).ToString("000", CultureInfo.InvariantCulture) + "/" + text;
        }

        return text;
    }

    /// <summary>Reads the digits and compares with the one way to write them.</summary>
    private static bool TryParseGrouped(ReadOnlySpan<char> text, out long index)
    {
        Span<char> digits = stackalloc char[text.Length > 40 ? 0 : text.Length];
        var count = 0;
        foreach (var letter in digits.IsEmpty ? "" : text)
        {
            if (letter is not ('x' or '/'))
            {
                digits[count++] = letter;
            }
        }

        return long.TryParse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && text.SequenceEqual(Grouped(index));
    }
}
