using System.Globalization;
using System.Text;

namespace Tandem.Samples;

/// <summary>Header fields: dates, names and subjects in encoded words (RFC 2047), folding.</summary>
internal static class Words
{
    // An encoded word has at most 75 characters (RFC 2047 §2), of which charset and marks take up to 17.
    private const int EscapedInWord = 56;
    private const int BytesInBase64Word = 42;

    public static string Date(DateTimeOffset at) =>
        at.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    public static string Mailbox(string name, string address, MailProgram program)
    {
        if (name.All(char.IsAscii))
        {
            return program.Quoting == Quoting.Outlook ? $"\"{name}\" <{address}>" : $"{name} <{address}>";
        }

        return $"{Encoded(name, program)} <{address}>";
    }

    public static string Folded(string field, IEnumerable<string> mailboxes)
    {
        var line = new StringBuilder(field + ":");
        var column = line.Length;
        foreach (var mailbox in mailboxes)
        {
            var isFirst = column == field.Length + 1;
            line.Append(isFirst ? "" : ",");
            if (!isFirst && column + mailbox.Length > 74)
            {
                line.Append('\n');
                column = 0;
            }

            line.Append(' ').Append(mailbox);
            column += mailbox.Length + 2;
        }

        return line.ToString();
    }

    public static string Subject(string subject, MailProgram program) =>
        subject.All(char.IsAscii) ? Wrapped(subject) : Encoded(subject, program);

    private static string Wrapped(string subject)
    {
        var space = subject.Length > 66 ? subject.LastIndexOf(' ', 66) : -1;
        return space > 0 ? subject[..space] + "\n" + subject[space..] : subject;
    }

    private static string Encoded(string text, MailProgram program)
    {
        var latin = program.Charset == "iso-8859-1" && text.All(letter => letter < 256);
        var encoding = latin ? Encoding.Latin1 : Encoding.UTF8;
        var base64 = program.Transfer == "base64";
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = encoding.GetBytes(rune.ToString());
            if (Length(word, base64) + Length([.. bytes], base64) > (base64 ? BytesInBase64Word : EscapedInWord))
            {
                words.Add(Word(word, latin, base64));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word, latin, base64));
        return string.Join("\n ", words);
    }

    private static int Length(List<byte> word, bool base64) => base64 ? word.Count : word.Sum(b => Escaped(b).Length);

    private static string Word(List<byte> word, bool latin, bool base64) => base64
        ? $"=?{(latin ? "iso-8859-1" : "utf-8")}?B?{Convert.ToBase64String([.. word])}?="
        : $"=?{(latin ? "iso-8859-1" : "utf-8")}?Q?{string.Concat(word.Select(Escaped))}?=";

    private static string Escaped(byte letter) =>
        letter == ' ' ? "_" : char.IsAsciiLetterOrDigit((char)letter) ? $"{(char)letter}" : $"={letter:X2}";
}
