using System.Net;
using System.Text;

namespace Tandem.Samples;

/// <summary>MIME parts: wrapping, HTML, and the transfer encodings of RFC 2045.</summary>
internal static class Bodies
{
    private const int Width = 72;
    private const int LongestEncoded = 75;

    public static IEnumerable<string> Part(string type, string text, string charset, string transfer)
    {
        var encoding = charset == "iso-8859-1" ? Encoding.Latin1 : Encoding.UTF8;
        var bytes = encoding.GetBytes(text);
        var plain = transfer == "8bit" && bytes.All(b => b < 128);
        yield return $"Content-Type: {type}; charset={(plain ? "us-ascii" : charset)}";
        yield return $"Content-Transfer-Encoding: {(plain ? "7bit" : transfer)}";
        yield return "";
        yield return transfer switch
        {
            "base64" => Base64(bytes),
            "quoted-printable" => QuotedPrintable(bytes),
            _ => text.TrimEnd('\n'),
        };
    }

    public static string Wrapped(string text, bool wraps) =>
        wraps ? string.Join('\n', text.Split('\n').Select(Wrap)) : text;

    public static string Html(Letter letter)
    {
        var html = new StringBuilder("<html><body>\n");
        AppendParagraphs(html, letter.Text);
        if (letter.IsSigned && letter.From.Title.Length > 0)
        {
            html.Append("<p style=\"color:#666\">").Append(Lines(Post.Signature(letter.From)[4..])).Append("</p>\n");
        }

        if (letter.Parent is { } parent && letter.Quotes)
        {
            html.Append("<p>").Append(Lines(Quotation.Attribution(letter, parent)))
                .Append("</p>\n<blockquote type=\"cite\">\n");
            AppendParagraphs(html, parent.Text);
            html.Append("</blockquote>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static void AppendParagraphs(StringBuilder html, string text)
    {
        foreach (var paragraph in text.Split("\n\n"))
        {
            html.Append("<p>").Append(Lines(paragraph)).Append("</p>\n");
        }
    }

    private static string Lines(string text) =>
        WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal)
        .Replace("&#39;", "'", StringComparison.Ordinal);

    private static string Wrap(string line)
    {
        var wrapped = new StringBuilder();
        var column = 0;
        foreach (var word in line.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                wrapped.Append('\n');
                column = 0;
            }
            else if (column > 0)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }

    private static string Base64(byte[] bytes)
    {
        var all = Convert.ToBase64String(bytes);
        return string.Join('\n', Enumerable.Range(0, (all.Length + 75) / 76)
            .Select(at => all.Substring(76 * at, Math.Min(76, all.Length - (76 * at)))));
    }

    private static string QuotedPrintable(byte[] bytes)
    {
        var text = new StringBuilder();
        var column = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var isLast = at + 1 == bytes.Length || bytes[at + 1] == '\n';
            if (bytes[at] == '\n')
            {
                text.Append('\n');
                column = 0;
                continue;
            }

            var written = (bytes[at] is >= 33 and <= 126 and not (byte)'=') || (bytes[at] is (byte)' ' && !isLast)
                ? $"{(char)bytes[at]}"
                : $"={bytes[at]:X2}";
            if (column + written.Length > LongestEncoded)
            {
                text.Append("=\n");
                column = 0;
            }

            text.Append(written);
            column += written.Length;
        }

        return text.ToString().TrimEnd('\n');
    }
}
