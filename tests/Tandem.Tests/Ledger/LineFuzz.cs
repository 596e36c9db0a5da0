using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Ledger;

/// <summary>
/// Lines that no program would write: real ones with bytes changed, cut, doubled and put in. Each is accepted or refused,
/// and soon; one that is accepted is sealed, written and read again as the same leaf. Twenty thousand in a normal run, more
/// than a million in the long one.
/// </summary>
public sealed class LineFuzz
{
    private const int LinesPerCase = 250;
    private const int Cases = 80;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, 500, TimeSpan.Zero);

    /// <summary>Far more than a line takes, and far less than for ever.</summary>
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(20);

    private static readonly string[] Scraps =
    [
        "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "0", "-1", "1e999", "1e300", "-1e300", "1e-999", "-0", "0.1",
        "9223372036854775808", "\\u0000", "\\ud800", "\\udc00", "\u0000", "\u00e5", "\ud83d\ude00", "\ufeff", "\u202e", "\"id\":\"c1\",", "\"seal\":{},", "\"text\":{\"what\":\"\"},", "2026-03-02",
        "9999-12-31T23:59:59.999999Z", "0001-01-01", "\"A\"", "\"EUR\"", "\"hours\":\"1\",", "999999999999999.999999", "\"of\":\"c1\",", "[[[[[[[[[[[[[[[[", "{\"a\":",
    ];

    [Fact]
    public void Every_mutated_line_is_accepted_or_refused_and_what_is_accepted_keeps_its_leaf() => Play(RoundTrip, Cases);

    [Theory]
    [InlineData("1e300")]
    [InlineData("-1e300")]
    [InlineData("10000.5")]
    public void A_window_longer_than_time_is_refused(string days)
    {
        var line = $$"""
            {"id":"c1","kind":"charter","side":"A","by":"a","occurred":"2026-03-02","recorded":"2026-03-02",
            "body":{"yardstick":{"currency":"EUR","hour":"80"},"confirmation_days":{{days}} } }
            """;

        Line.Read(Encoding.UTF8.GetBytes(line)).Refusal.ShouldBe(new(RefusalCode.BadBody, "body.confirmation_days", days));
    }

    [Theory]
    [InlineData("forgets the fraction of a second")]
    [InlineData("writes numbers as it likes")]
    [InlineData("loses an empty text")]
    public void A_writer_that_is_broken_on_purpose_is_found(string how)
    {
        Func<string, string> broken = how switch
        {
            "forgets the fraction of a second" => line => Regex.Replace(line, @"(\d\d:\d\d:\d\d)\.\d+Z", "$1Z"),
            "writes numbers as it likes" => line => line.Replace("\"probability\":0.", "\"probability\":0.0", StringComparison.Ordinal),
            _ => line => Regex.Replace(line, "\"text\":{\"\\w+\":\"[^\"]{0,14}\"}", "\"text\":{}"),
        };

        Should.Throw<LawBrokenException>(() => Play(entry => Read(Encoding.UTF8.GetBytes(broken(Encoding.UTF8.GetString(Written(entry))))), Cases));
    }

    private static void Play(Func<Entry, Entry> again, int cases)
    {
        var ledgers = Ledgers();
        Law.Holds((dice, size) =>
        {
            var start = Stopwatch.GetTimestamp();
            One(dice, size, dice.Pick(ledgers), again);
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(LongestCase);
        }, cases);
    }

    /// <summary>A ledger handed in line by line, each of them perhaps first with something wrong.</summary>
    private static void One(Dice dice, int size, byte[][] lines, Func<Entry, Entry> again)
    {
        var record = new SharedRecord(RecordHead.Empty);
        for (var number = 0; number < LinesPerCase; number++)
        {
            var original = lines[number * lines.Length / LinesPerCase];
            var given = dice.Chance(0.3) ? original : Mutated(dice, dice.Chance(0.8) ? original : dice.Pick(lines), size);
            var line = Line.Read(given, dice.Chance(0.5) ? null : record.Head.LastRecorded ?? Start);
            switch (Admission.Decide(record, line))
            {
                case Verdict.Accepted { Statement: var statement }:
                    var entry = Sealed(dice, record, statement);
                    _ = record.Apply(statement);
                    again(entry).LeafHash.ShouldBe(entry.LeafHash, Encoding.UTF8.GetString(given));
                    break;
                case Verdict.Refused { Refusal: var refusal }:
                    Enum.IsDefined(refusal.Code).ShouldBeTrue();
                    (refusal.Found?.Length ?? 0).ShouldBeLessThanOrEqualTo(Limits.LineBytes);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private static Entry Sealed(Dice dice, SharedRecord record, Statement statement)
    {
        var texts = statement.Texts.ToDictionary(text => text.Name, _ => (ReadOnlyMemory<byte>)dice.Bytes(Seal.SaltBytes));
        var seal = statement.Seal ?? new Seal(
            new(Guid.Parse("11111111-1111-8111-8111-111111111111")), record.Head.Size + 1, dice.Bytes(Seal.SaltBytes),
            ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, texts), Seal.NothingErased);
        return Entry.Of(statement with { Seal = null }, seal);
    }

    private static Entry RoundTrip(Entry entry) => Read(Written(entry));

    private static byte[] Written(Entry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        LineWriter.Write(line, entry);
        return line.WrittenSpan.ToArray();
    }

    private static Entry Read(byte[] line)
    {
        var read = Line.Read(line);
        read.Refusal.ShouldBeNull(Encoding.UTF8.GetString(line));
        return Entry.Of(read.Statement! with { Seal = null }, read.Statement.Seal!);
    }

    private static byte[] Mutated(Dice dice, byte[] original, int size)
    {
        var bytes = new List<byte>(original);
        for (var change = dice.Below(1 + (size / 12)); change >= 0; change--)
        {
            var at = dice.Below(bytes.Count + 1);
            switch (dice.Below(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)dice.Below(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(dice.Between(1, 12), bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes.InsertRange(dice.Below(bytes.Count), bytes.GetRange(at, Math.Min(dice.Below(60), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick(Scraps)));
                    break;
                case 4 when at < bytes.Count && char.IsAsciiDigit((char)bytes[at]):
                    bytes[at] = (byte)('0' + dice.Below(10));
                    break;
                case 5:
                    var scrap = Encoding.UTF8.GetBytes(dice.Pick(Scraps));
                    bytes.InsertRange(at, Enumerable.Repeat(scrap, dice.Below(40)).SelectMany(piece => piece));
                    break;
                default:
                    Swap(dice, bytes);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>One value in quotes is put in place of another.</summary>
    private static void Swap(Dice dice, List<byte> bytes)
    {
        var quotes = Enumerable.Range(0, bytes.Count).Where(at => bytes[at] == '"').ToList();
        if (quotes.Count < 4)
        {
            return;
        }

        var (from, to) = (2 * dice.Below(quotes.Count / 2), 2 * dice.Below(quotes.Count / 2));
        var word = bytes.GetRange(quotes[from], quotes[from + 1] - quotes[from]);
        bytes.RemoveRange(quotes[to], quotes[to + 1] - quotes[to]);
        bytes.InsertRange(quotes[to], word);
    }

    /// <summary>The worked ledgers; some lines with a fraction of a second and with texts.</summary>
    private static List<byte[][]> Ledgers() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("vectors", "ledgers"), "*.ndjson").Order(StringComparer.Ordinal)
            .Select(path => File.ReadLines(path).Select((line, at) => Encoding.UTF8.GetBytes(at % 3 > 0 ? line
                : line.Replace(":00Z\",\"recorded\"", ":00.25Z\",\"recorded\"", StringComparison.Ordinal)
                    .Replace(",\"body\":", $$""","text":{"what":"{{(at % 2 == 0 ? "" : "å\\u0001 \\ud83d\\ude00")}}"},"body":""", StringComparison.Ordinal))).ToArray()),
    ];
}
