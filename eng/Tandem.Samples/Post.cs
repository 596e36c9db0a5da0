using System.Globalization;
using System.Text;

namespace Tandem.Samples;

/// <summary>Puts a letter into bytes the way its author's mail program would.</summary>
internal static class Post
{
    private const string List = "coldstore@lists.aldermere.example";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string NewId(Person from, DateTimeOffset at, Dice dice)
    {
        var token = new string([.. Enumerable.Range(0, 14).Select(_ => Base62[dice.Below(62)])]);
        return from.Program.Quoting == Quoting.Outlook
            ? $"{token.ToUpperInvariant()}@{from.Program.IdHost}"
            : from.Address.EndsWith("@gmail.com", StringComparison.Ordinal)
            ? $"CA+{token}=_{token[..6]}@{from.Program.IdHost}"
            : $"{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}.{token[..9]}@{from.Program.IdHost}";
    }

    /// <summary>Header and body with line feeds, without the mailbox's separator.</summary>
    public static byte[] Write(Letter letter)
    {
        var lines = new List<string>();
        var program = letter.From.Program;
        var plain = Plain(letter);
        var charset = Fits(plain, program.Charset) ? program.Charset : "utf-8";
        lines.AddRange(Way(letter));
        lines.AddRange(Authorship(letter));
        var to = letter.To.Select(p => Words.Mailbox(p.Name, p.Address, program)).ToList();
        if (letter.OnList)
        {
            to.Add(letter.To.Count == 0 ? $"Cold store project <{List}>" : List);
        }

        lines.Add(Words.Folded("To", to));
        if (letter.Cc.Count > 0)
        {
            lines.Add(Words.Folded("Cc", letter.Cc.Select(p => Words.Mailbox(p.Name, p.Address, program))));
        }

        lines.Add("Subject: "
            + Words.Subject(letter.OnList && letter.Parent is null ? "[coldstore] " + letter.Subject
                : letter.Subject, program));
        if ((letter.OddDate ?? Words.Date(letter.Sent)) is { Length: > 0 } date)
        {
            lines.Add("Date: " + date);
        }

        lines.Add($"Message-ID: <{letter.Id}>");
        lines.AddRange(Links(letter));
        lines.AddRange(letter.Headers);
        if (program.Name.Length > 0)
        {
            lines.Add("X-Mailer: " + program.Name);
        }

        lines.Add("MIME-Version: 1.0");
        lines.AddRange(letter.Event is null && !program.Html
            ? Bodies.Part("text/plain", plain, charset, program.Transfer)
            : Alternative(letter, plain, charset));
        var head = string.Join('\n', lines) + "\n";
        return (charset == "iso-8859-1" ? Encoding.Latin1 : Encoding.UTF8).GetBytes(head);
    }

    /// <summary>The text a reader without HTML sees: own words, signature, quotation.</summary>
    public static string Plain(Letter letter)
    {
        var own = Bodies.Wrapped(letter.Text, letter.From.Program.Wraps);
        var signature = letter.IsSigned && letter.From.Title.Length > 0 ? "\n\n" + Signature(letter.From) : "";
        if (letter.Parent is not { } parent || !letter.Quotes)
        {
            return own + signature + "\n";
        }

        return letter.From.Program.Quoting switch
        {
            Quoting.Between => Quotation.Between(letter, parent, own) + signature + "\n",
            Quoting.Outlook => $"{own}{signature}\n\n{Quotation.Outlook(letter, parent)}",
            _ => $"{own}{signature}\n\n{Quotation.Above(letter, parent)}",
        };
    }

    public static string Signature(Person person) =>
        person.Company.Length == 0
            ? $"-- \n{person.Name}\n{person.Title}\n{person.Phone}"
            : $"-- \n{person.Name}\n{person.Title}, {person.Company}\n{person.Phone}";

    private static IEnumerable<string> Way(Letter letter)
    {
        if (letter.Id[0] is 'A' or 'B' or 'C' or '2' && Dice.For(letter.Id).Chance(0.12))
        {
            yield return $"Received: from {letter.From.Program.IdHost} ({letter.From.Program.IdHost} [192.0.2.{letter.Id.Length}])\n"
                + $"\tby mx1.aldermere.example with ESMTPS id {Dice.For(letter.Id).Below(99_999):00000}\n"
                + $"\tfor <{(letter.To.Count > 0 ? letter.To[0].Address : List)}>; {Words.Date(letter.Sent.AddSeconds(2))}";
        }
    }

    /// <summary>The list cannot sign for Norrvik, so it writes in its own name and says who wrote in
    /// Reply-To.</summary>
    private static IEnumerable<string> Authorship(Letter letter)
    {
        var (from, program) = (letter.From, letter.From.Program);
        var author = Words.Mailbox(from.Name, from.Address, program);
        if (!letter.OnList)
        {
            return ["From: " + author];
        }

        string[] list = ["List-Id: Cold store project <coldstore.lists.aldermere.example>",
            $"List-Post: <mailto:{List}>",
            "List-Unsubscribe: <mailto:coldstore-leave@lists.aldermere.example>", "Precedence: list"];
        return from.Group == Group.Us
            ? ["From: " + author, .. list]
            : ["From: " + Words.Mailbox(from.Name + " via Coldstore", List, program),
                (from.Key == "lindqvist" ? "X-Original-From: " : "Reply-To: ") + author, .. list];
    }

    private static IEnumerable<string> Links(Letter letter)
    {
        if (letter.Parent is not { } parent
            || (letter.Event is not null && letter.From.Program.Quoting == Quoting.Outlook))
        {
            yield break;
        }

        yield return $"In-Reply-To: <{parent.Id}>";
        if (letter.From.Program.References)
        {
            var chain = new List<string>();
            for (var older = parent; older is not null; older = older.Parent)
            {
                chain.Insert(0, $"<{older.Id}>");
            }

            yield return "References: " + string.Join("\n ", chain);
        }
    }

    private static IEnumerable<string> Alternative(Letter letter, string plain, string charset)
    {
        var boundary = $"=_{letter.Id[..12]}_part";
        var transfer = letter.From.Program.Transfer;
        yield return $"Content-Type: multipart/alternative;\n boundary=\"{boundary}\"";
        yield return "";
        yield return "--" + boundary;
        foreach (var line in Bodies.Part("text/plain", plain, charset, transfer))
        {
            yield return line;
        }

        if (letter.From.Program.Html)
        {
            yield return "--" + boundary;
            foreach (var line in Bodies.Part("text/html", Bodies.Html(letter), charset, transfer))
            {
                yield return line;
            }
        }

        if (letter.Event is not null)
        {
            yield return "--" + boundary;
            var method = letter.Event.Contains("METHOD:REPLY", StringComparison.Ordinal) ? "REPLY" : "REQUEST";
            foreach (var line in Bodies.Part($"text/calendar; method={method}", letter.Event, "utf-8", "base64"))
            {
                yield return line;
            }
        }

        yield return $"--{boundary}--";
    }

    private static bool Fits(string text, string charset) =>
        charset != "iso-8859-1" || text.All(letter => letter < 256);
}
