namespace Tandem.Core.Evidence;

/// <summary>
/// What the author of a message wrote, without what was quoted, forwarded or signed: quoted lines, the line that introduces
/// them, the headers that mail programs put above an answered message, signatures, and disclaimers below them.
/// </summary>
public static class OwnWords
{
    private static readonly string[] Dividers =
    [
        "-----original message", "-----ursprungligt meddelande", "-----message d'origine", "-----message d’origine",
        "-------- original message", "-------- ursprungligt meddelande", "-------- message d'origine",
        "-------- message original",
        "-------- forwarded message", "---------- forwarded message", "-------- vidarebefordrat meddelande",
        "---------- vidarebefordrat meddelande",
        "-------- message transféré", "---------- message transféré", "-----forwarded by", "begin forwarded message",
            "________________________________",
    ];

    private static readonly string[] Froms = ["from:", "från:", "de :", "de:", "*from:*", "*från:*", "*de :*", "von:"];

    private static readonly string[] Headings =
    [
        "sent:", "date:", "to:", "subject:", "skickat:", "datum:", "till:", "ämne:", "envoyé :", "envoyé:", "date :",
            "à :", "à:", "objet :", "objet:",
        "*sent:*", "*date:*", "*skickat:*", "*envoyé :*", "*to:*", "*till:*", "gesendet:",
    ];

    private static readonly string[] Wrote = ["wrote:", "wrote :", "skrev:", "skrev", "a écrit :", "a écrit:", "écrit :", "écrivit :", "schrieb:"];

    private static readonly string[] WroteStarts = ["on ", "den ", "le ", "am ", "> on ", "at ", "mån ", "tis ", "ons ",
        "tors ", "fre ", "lör ", "sön "];

    /// <summary>Where the author's own lines stand in a text; empty ones are left out.</summary>
    public static List<Range> Of(string text)
    {
        var lines = LinesOf(text);
        var own = new List<Range>(lines.Count);
        for (var at = 0; at < lines.Count; at++)
        {
            var line = text.AsSpan(lines[at]).Trim();
            if (line.IsEmpty || line[0] is '>' or '|')
            {
                continue;
            }

            if (IsSignature(text.AsSpan(lines[at])) || IsDivider(line) || IsHeaderBlock(text, lines, at))
            {
                break;
            }

            if (LinesThatIntroduceQuote(text, lines, at) is var length and > 0)
            {
                at += length - 1;
                continue;
            }

            own.Add(lines[at]);
        }

        return own;
    }

    private static List<Range> LinesOf(string text)
    {
        var lines = new List<Range>(64);
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            lines.Add(start..end);
            start = end + 1;
        }

        return lines;
    }

    private static bool IsSignature(ReadOnlySpan<char> line) => line.TrimEnd('\r') is "-- " or "--";

    private static bool IsDivider(ReadOnlySpan<char> line) =>
        line.Length > 10 && line[0] is '-' or '_' or 'b' or 'B' && StartsWithAny(line, Dividers);

    /// <summary>"From: ..." with "Sent:" or "To:" in the lines below it is how Outlook begins what it quotes.</summary>
    private static bool IsHeaderBlock(string text, List<Range> lines, int at)
    {
        var line = text.AsSpan(lines[at]).Trim();
        if (line[0] is not ('f' or 'F' or 'd' or 'D' or 'v' or 'V' or '*') || !StartsWithAny(line, Froms))
        {
            return false;
        }

        for (var next = at + 1; next < lines.Count && next <= at + 4; next++)
        {
            if (StartsWithAny(text.AsSpan(lines[next]).Trim(), Headings))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"On Monday, Anna wrote:", also folded over two or three lines; 0 when it is something else.</summary>
    private static int LinesThatIntroduceQuote(string text, List<Range> lines, int at)
    {
        for (var more = 0; more < 3 && at + more < lines.Count; more++)
        {
            var line = text.AsSpan(lines[at + more]).Trim();
            if (!line.IsEmpty && line[^1] is ':' or 'v' or 'V' && EndsWithAny(line, Wrote))
            {
                var begins = StartsWithAny(text.AsSpan(lines[at]).Trim(), WroteStarts);
                return begins || (more == 0 && IsFollowedByQuote(text, lines, at)) ? more + 1 : 0;
            }
        }

        return 0;
    }

    private static bool IsFollowedByQuote(string text, List<Range> lines, int at)
    {
        for (var next = at + 1; next < lines.Count && next <= at + 2; next++)
        {
            if (text.AsSpan(lines[next]).TrimStart().StartsWith('>'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> line, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> line, string[] ends)
    {
        foreach (var end in ends)
        {
            if (line.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
