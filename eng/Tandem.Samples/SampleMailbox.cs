using System.Globalization;
using System.Text;

namespace Tandem.Samples;

/// <summary>The files of samples/: one mailbox a quarter in the order of time, the
/// shared ledger, and the page about them.</summary>
internal static class SampleMailbox
{
    private const int Duplicates = 14;

    public static IEnumerable<(string File, byte[] Bytes)> Files()
    {
        var letters = Story.Tell().OrderBy(letter => letter.Sent.UtcDateTime)
            .ThenBy(letter => letter.Id, StringComparer.Ordinal).ToArray();
        Disorder(letters);
        foreach (var quarter in WithDuplicates(letters).GroupBy(letter => QuarterOf(letter.Letter.Sent)))
        {
            yield return ($"mail/{quarter.Key}.mbox", Mailbox(quarter));
        }

        yield return ("ledger.ndjson", SampleLedger.Write(letters));
        yield return ("README.md", Encoding.UTF8.GetBytes(Script.Text("about")));
    }

    /// <summary>A few clocks and programs are broken: two mails without a usable date, two with dates of an older
    /// shape.</summary>
    private static void Disorder(Letter[] letters)
    {
        string[] odd = ["", "yesterday at noon", "{0:d MMM yy HH:mm} GMT", "{0:dddd, dd-MMM-yy HH:mm:ss} GMT"];
        for (var number = 0; number < odd.Length; number++)
        {
            var at = Array.FindIndex(letters, (number * 700) + 500, letter =>
                letter.Parent is not null && letter.Headers.Count == 0 && !letter.OnList);
            letters[at] = letters[at] with
            {
                OddDate = string.Format(CultureInfo.InvariantCulture, odd[number], letters[at].Sent.UtcDateTime),
            };
        }
    }

    /// <summary>What two people archived stands in the mailbox twice, the second time a few messages later.</summary>
    private static IEnumerable<(Letter Letter, string? DeliveredTo)> WithDuplicates(Letter[] letters)
    {
        var every = letters.Length / Duplicates;
        var pending = new Queue<Letter>();
        for (var number = 0; number < letters.Length; number++)
        {
            var isTwice = number % every == every / 2;
            yield return (letters[number], isTwice ? "mara.ellison@aldermere.example" : null);
            if (isTwice)
            {
                pending.Enqueue(letters[number]);
            }
            else if (pending.Count > 0 && number % every == (every / 2) + 4)
            {
                yield return (pending.Dequeue(), "dev.anand@aldermere.example");
            }
        }
    }

    private static byte[] Mailbox(IEnumerable<(Letter Letter, string? DeliveredTo)> letters)
    {
        using var mailbox = new MemoryStream();
        foreach (var (letter, deliveredTo) in letters)
        {
            var sender = letter.OnList ? "coldstore-bounces@lists.aldermere.example" : letter.From.Address;
            var sent = letter.Sent.UtcDateTime;
            var separator = $"From {sender} {sent.ToString("ddd MMM", CultureInfo.InvariantCulture)} {sent.Day,2} "
                + sent.ToString("HH:mm:ss yyyy", CultureInfo.InvariantCulture);
            mailbox.Write(Encoding.ASCII.GetBytes(separator + "\n"
                + (deliveredTo is null ? "" : $"Delivered-To: {deliveredTo}\n")));
            WriteQuoted(mailbox, Post.Write(letter));
            mailbox.WriteByte((byte)'\n');
        }

        return mailbox.ToArray();
    }

    /// <summary>mboxrd: a line of the message that begins with From, however often quoted, is quoted once
    /// more.</summary>
    private static void WriteQuoted(MemoryStream mailbox, byte[] message)
    {
        foreach (var line in message.AsSpan().Split((byte)'\n'))
        {
            var bytes = message.AsSpan(line);
            if (line.Start.Value == message.Length)
            {
                break;
            }

            if (bytes.TrimStart((byte)'>').StartsWith("From "u8))
            {
                mailbox.WriteByte((byte)'>');
            }

            mailbox.Write(bytes);
            mailbox.WriteByte((byte)'\n');
        }
    }

    private static string QuarterOf(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime.Year}-Q{((at.UtcDateTime.Month - 1) / 3) + 1}");
}
