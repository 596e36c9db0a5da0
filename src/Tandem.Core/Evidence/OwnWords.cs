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

    public static IEnumerable<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (IsSignature(lines[at]) || IsDivider(line) || IsHeaderBlock(lines, at))
            {
                yield break;
            }

            if (line.StartsWith('>') || line.StartsWith('|'))
            {
                continue;
            }

            if (IntroducesQuote(lines, at, out var length))
            {
                at += length - 1;
                continue;
            }

            yield return line;
        }
    }

    private static bool IsSignature(string line) => line is "-- " or "--" or "-- \r";

    private static bool IsDivider(string line) =>
        line.Length > 10 && Dividers.Any(divider => line.StartsWith(divider, StringComparison.OrdinalIgnoreCase));

    /// <summary>"From: ..." with "Sent:" or "To:" in the lines below it is how Outlook begins what it quotes.</summary>
    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!Froms.Any(from => lines[at].TrimStart().StartsWith(from, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return lines.Skip(at + 1).Take(4).Any(next =>
            Headings.Any(heading => next.TrimStart().StartsWith(heading, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>"On Monday, Anna wrote:", also folded over two or three lines.</summary>
    private static bool IntroducesQuote(string[] lines, int at, out int length)
    {
        length = 0;
        var start = lines[at].Trim();
        if (start.Length == 0)
        {
            return false;
        }

        var begins = WroteStarts.Any(word => start.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        for (var more = 0; more < 3 && at + more < lines.Length; more++)
        {
            var line = lines[at + more].Trim();
            if (Wrote.Any(word => line.EndsWith(word, StringComparison.OrdinalIgnoreCase)) && (begins || IsFollowedByQuote(lines, at + more)))
            {
                length = more + 1;
                return begins || more == 0;
            }
        }

        return false;
    }

    private static bool IsFollowedByQuote(string[] lines, int at) =>
        lines.Skip(at + 1).Take(2).Any(line => line.TrimStart().StartsWith('>'));
}
