namespace Tandem.Web.Report;

/// <summary>A page of A4 that is written from top to bottom; what does not fit across is cut with an ellipsis.</summary>
internal sealed class ReportSheet(PdfPaper page)
{
    public const double Left = 48;
    public const double Width = 499;
    public const double Bottom = 800;

    private static readonly string Ink = "0.090 0.106 0.125";
    private static readonly string Soft = "0.286 0.302 0.329";
    private static readonly string Line = "0.784 0.792 0.808";

    public double At { get; private set; } = 48;

    public static string OfA { get; } = "0.208 0.420 0.722";

    public static string OfB { get; } = "0.725 0.408 0.192";

    public void Down(double by) => At += by;

    public void Rule()
    {
        page.Line(Left, At, Left + Width, At, 0.5, Line);
        At += 6;
    }

    public void Title(string text, double size = 16)
    {
        Text(text, Left, Width, size, bold: true);
        At += size + 4;
    }

    public void Heading(string text)
    {
        At += 8;
        Text(text, Left, Width, 10, bold: true);
        At += 14;
        Rule();
    }

    public void Paragraph(string text, double size = 9)
    {
        foreach (var line in Wrapped(text, Width, size).Take(2))
        {
            Text(line, Left, Width, size, soft: true);
            At += size + 3;
        }
    }

    /// <summary>Cells of one line, each in its column.</summary>
    public void Row(double size, params ReadOnlySpan<(string Text, double X, double Width, bool IsBold, bool AtEnd)> cells)
    {
        foreach (var (text, x, width, isBold, atEnd) in cells)
        {
            Text(text, Left + x, width, size, isBold, atEnd: atEnd);
        }

        At += size + 5;
    }

    public void Mark(bool isA, double x)
    {
        if (isA)
        {
            page.Disc(Left + x + 3, At + 5, 3, OfA);
        }
        else
        {
            page.Rectangle(Left + x, At + 2, 6, 6, OfB);
        }
    }

    /// <summary>Our part of the whole, with the agreed band.</summary>
    public void Balance(double ours, bool isA, double band)
    {
        var (first, second) = isA ? (OfA, OfB) : (OfB, OfA);
        page.Rectangle(Left, At, Width * ours, 14, first);
        page.Rectangle(Left + (Width * ours), At, Width * (1 - ours), 14, second);
        foreach (var edge in (ReadOnlySpan<double>)[1 - band, band])
        {
            page.Line(Left + (Width * edge), At - 3, Left + (Width * edge), At + 17, 0.8, Ink);
        }

        At += 22;
    }

    private void Text(string text, double x, double width, double size, bool bold = false, bool soft = false, bool atEnd = false)
    {
        var shown = Fitted(text, width, size, bold);
        page.Text(shown, atEnd ? x + width - page.WidthOf(shown, size, bold) : x, At + size, size, bold, soft ? Soft : Ink);
    }

    private string Fitted(string text, double width, double size, bool bold)
    {
        if (page.WidthOf(text, size, bold) <= width)
        {
            return text;
        }

        var (least, most) = (0, text.Length);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = page.WidthOf(text[..middle] + "…", size, bold) <= width ? (middle, most) : (least, middle - 1);
        }

        return text[..least].TrimEnd() + "…";
    }

    private IEnumerable<string> Wrapped(string text, double width, double size)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && page.WidthOf(longer, size, false) > width)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
