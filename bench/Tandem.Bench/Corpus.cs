using System.Globalization;
using System.Text;

namespace Tandem.Bench;

/// <summary>
/// Realistic mail by the gigabyte: multipart messages of about 8 kB between two companies, with the header fields that
/// servers add on the way, quoted replies, encoded words and a text and an HTML part. The same bytes for the same number.
/// <c>corpus DIR MESSAGES [mbox|maildir]</c>
/// </summary>
internal static class Corpus
{
    private static readonly string[] Words =
        ("the we our pump valve delivery order week plan drawing pressure site team call agree price test result morning afternoon change please could you send "
        + "confirm whether part number before after between under offer contract invoice answer question meeting report pilot line cold store sensor").Split(' ');

    private static readonly string[] Names = ["Anna Berg", "Bo Lindström", "Céline Dubois", "David Okafor",
        "Elin Sjögren", "Farid Haddad", "Greta Holm", "Hugo Martin"];

    public static void Write(string folder, int messages, string form)
    {
        Directory.CreateDirectory(folder);
        using var mbox = form == "mbox" ? new BufferedStream(File.Create(Path.Combine(folder, "corpus.mbox")), 1 << 20) : null;
        if (mbox is null)
        {
            foreach (var part in (string[])["cur", "new", "tmp"])
            {
                Directory.CreateDirectory(Path.Combine(folder, part));
            }
        }

        for (var number = 0; number < messages; number++)
        {
            var text = Encoding.UTF8.GetBytes(Message(number));
            if (mbox is null)
            {
                File.WriteAllBytes(Path.Combine(folder, "cur", $"{1_700_000_000 + number}.{number}.bench:2,S"), text);
                continue;
            }

            mbox.Write(Encoding.ASCII.GetBytes($"From sender@bench.example {At(number).ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture)}\n"));
            mbox.Write(text);
            mbox.Write("\n"u8);
        }
    }

    private static DateTime At(int number) => new DateTime(2020, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddSeconds(number * 61L);

    private static string Message(int number)
    {
        var dice = new Lot((ulong)number);
        var isOurs = number % 2 == 0;
        var (from, to) = (Address(dice, isOurs), Address(dice, !isOurs));
        var thread = number - (number % 6);
        var text = Paragraphs(dice, 2400, "\n");
        var boundary = $"=_{number:x8}_bench";
        var message = new StringBuilder(9000);
        for (var hop = 0; hop < 4; hop++)
        {
            message.Append(CultureInfo.InvariantCulture,
                $"Received: from mx{hop}.relay.example (mx{hop}.relay.example [192.0.2.{hop + 10}])\n\tby in{hop}.host.example (Postfix) with ESMTPS id {number:X10}{hop}\n\tfor <{to}>; {Date(number)}\n");
        }

        message.Append(CultureInfo.InvariantCulture,
            $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=ours.example; s=key1;\n\th=from:to:subject:date:message-id;\n\tbh={Noise(dice, 43)}=;\n\tb={Noise(dice, 60)}\n\t {Noise(dice, 60)}\n\t {Noise(dice, 40)}==\n");
        message.Append(CultureInfo.InvariantCulture, $"From: {Name(dice)} <{from}>\nTo: {Name(dice)} <{to}>\n");
        if (dice.Below(3) == 0)
        {
            message.Append(CultureInfo.InvariantCulture,
                $"Cc: {Name(dice)} <{Address(dice, isOurs)}>,\n\t\"Team, Project\" <{Address(dice, !isOurs)}>\n");
        }

        message.Append(CultureInfo.InvariantCulture,
            $"Subject: {(number == thread ? "" : "Re: ")}{Subject(dice, thread)}\nDate: {Date(number)}\nMessage-ID: <{number:x8}.bench@mail.example>\n");
        if (number != thread)
        {
            message.Append(CultureInfo.InvariantCulture, $"In-Reply-To: <{number - 1:x8}.bench@mail.example>\nReferences:");
            for (var earlier = thread; earlier < number; earlier++)
            {
                message.Append(CultureInfo.InvariantCulture, $" <{earlier:x8}.bench@mail.example>{(earlier + 1 < number ? "\n" : "")}");
            }

            message.Append('\n');
        }

        message.Append(CultureInfo.InvariantCulture,
            $"MIME-Version: 1.0\nUser-Agent: Bench Mail 1.0\nX-Spam-Status: No, score=-1.9\nContent-Type: multipart/alternative; boundary=\"{boundary}\"\n\n");
        message.Append(CultureInfo.InvariantCulture,
            $"--{boundary}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{text}\n\nOn {Date(number - 1)}, {Name(dice)} wrote:\n> {Paragraphs(dice, 700, "\n> ")}\n\n");
        message.Append(CultureInfo.InvariantCulture,
            $"--{boundary}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><p>{text.Replace("\n", "<br>\n", StringComparison.Ordinal)}</p></body></html>\n\n--{boundary}--\n");
        return message.ToString();
    }

    private static string Address(Lot dice, bool isOurs) => $"person{dice.Below(200)}@{(isOurs ? "ours" : "theirs")}.example";

    private static string Name(Lot dice)
    {
        var name = Names[dice.Below(Names.Length)];
        return name.All(char.IsAscii) ? name : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}?=";
    }

    private static string Subject(Lot dice, int thread) =>
        thread % 4 == 0 ? $"=?utf-8?Q?Kylrum_{thread}=3A_fr=C3=A5ga_om_leverans?="
            : $"{Words[thread % Words.Length]} {Words[thread * 7 % Words.Length]} {thread}";

    private static string Date(int number) => At(number).ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";

    private static string Noise(Lot dice, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + dice.Below(26))));

    private static string Paragraphs(Lot dice, int length, string newLine)
    {
        var text = new StringBuilder(length + 80);
        for (var column = 0; text.Length < length;)
        {
            var word = Words[dice.Below(Words.Length)];
            text.Append(word);
            column += word.Length + 1;
            text.Append(dice.Below(14) == 0 ? "? " : " ");
            if (column > 68)
            {
                text.Append(newLine);
                column = 0;
            }
        }

        return text.ToString();
    }

    /// <summary>Splitmix64 (Steele et al. 2014): small, and the same everywhere.</summary>
    private sealed class Lot(ulong seed)
    {
        private ulong state = unchecked((seed * 0x9E3779B97F4A7C15) + 1);

        public int Below(int bound)
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
            }
        }
    }
}
