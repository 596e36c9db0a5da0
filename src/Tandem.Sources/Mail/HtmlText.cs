using System.Net;
using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>
/// The author's own words in an HTML body: markup taken off, and nothing after the place where the mail program put the
/// message that is answered. One pass, whatever the markup.
/// </summary>
internal static class HtmlText
{
    private static readonly string[] Invisible = ["script", "style", "head", "title"];
    private static readonly string[] Breaks = ["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "table"];
    private static readonly string[] QuoteMarks = ["gmail_quote", "divRplyFwdMsg", "moz-cite-prefix", "yahoo_quoted", "appendonsend"];

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0)
            {
                text.Append(html, at, html.Length - at);
                break;
            }

            text.Append(html, at, tag - at);
            var end = EndOfTag(html, tag);
            var name = NameOf(html.AsSpan(tag, end - tag));
            if (IsQuote(name, html.AsSpan(tag, end - tag)))
            {
                break;
            }

            at = Contains(Invisible, name) ? EndOfElement(html, end, name) : end;
            if (Contains(Breaks, name.TrimStart('/')))
            {
                text.Append('\n');
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static int EndOfTag(string html, int tag)
    {
        var isComment = html.AsSpan(tag).StartsWith("<!--");
        var end = html.IndexOf(isComment ? "-->" : ">", tag, StringComparison.Ordinal);
        return end < 0 ? html.Length : end + (isComment ? 3 : 1);
    }

    private static int EndOfElement(string html, int from, ReadOnlySpan<char> name)
    {
        var end = html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : EndOfTag(html, end);
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        var end = 1;
        while (end < tag.Length && (char.IsAsciiLetterOrDigit(tag[end]) || tag[end] == '/'))
        {
            end++;
        }

        return tag[1..end];
    }

    private static bool IsQuote(ReadOnlySpan<char> name, ReadOnlySpan<char> tag)
    {
        if (name.Equals("blockquote", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var mark in QuoteMarks)
        {
            if (tag.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(string[] names, ReadOnlySpan<char> name)
    {
        foreach (var known in names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
