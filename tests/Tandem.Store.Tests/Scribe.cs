using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Record;

namespace Tandem.Store.Tests;

/// <summary>
/// A process in which a client of each side hands in one request after the other at one desk, until it is killed. It says
/// what each request was answered, and nothing before it was.
/// </summary>
internal static class Scribe
{
    /// <summary>How many words tell of one ledger.</summary>
    public const int WordsEach = 6;

    /// <param name="process">Its name.</param>
    /// <param name="ledgers">
    /// Of each: connection string, relationship, organizations A and B, the next request of A and of B. A process that writes
    /// to several databases dies to all of them.
    /// </param>
    public static async Task<int> RunAsync(string process, string[] ledgers)
    {
        await Task.WhenAll(ledgers.Chunk(WordsEach).Select((ledger, at) => WriteAsync($"{at}", process, ledger)));
        return 0;
    }

    private static async Task WriteAsync(string name, string process, string[] ledger)
    {
        await using var store = await TandemStore.OpenAsync(new(ledger[0]), CancellationToken.None);
        await using var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var id = new RelationshipId(Guid.Parse(ledger[1]));
        await Task.WhenAll(
            WriteAsync(name, desk, new(new(Guid.Parse(ledger[2]))), id, Side.A, process, int.Parse(ledger[4], CultureInfo.InvariantCulture)),
            WriteAsync(name, desk, new(new(Guid.Parse(ledger[3]))), id, Side.B, process, int.Parse(ledger[5], CultureInfo.InvariantCulture)));
    }

    /// <summary>A request is the same whenever it is made: up to four lines, some about what others may have written.</summary>
    public static ImmutableArray<NewLine> Request(string process, Side side, int number)
    {
        var dice = new Dice(HashOf($"{process} {side} {number}"));
        return
        [
            .. Enumerable.Range(0, 1 + dice.Below(4)).Select(at => new NewLine(
                Line.Read(Encoding.UTF8.GetBytes(SomeLine(dice, process, side, number, at)), Table.Start), side, $"{process}-{side}-{number}-{at}")),
        ];
    }

    private static async Task WriteAsync(string name, LedgerDesk desk, Viewer viewer, RelationshipId id, Side side, string process, int first)
    {
        for (var number = first; ; number++)
        {
            var answers = (await desk.EnterAsync(viewer, id, Request(process, side, number), CancellationToken.None))!.Value;
            var said = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{name} {side} {number}");
            foreach (var answer in answers)
            {
                said.Append(answer is EntryAnswer.Sealed made
                    ? string.Create(CultureInfo.InvariantCulture, $" {made.Id}/{made.Sequence}/{made.Checkpoint?.Checkpoint.Size}/{made.Checkpoint?.Checkpoint.Root.ToBase64().Replace('/', '_')}")
                    : " refused");
            }

            lock (Console.Out)
            {
                Console.Out.WriteLine(said.Append(" .").ToString());
                Console.Out.Flush();
            }
        }
    }

    private static string SomeLine(Dice dice, string process, Side side, int number, int at)
    {
        var (own, other) = side == Side.A ? ("A", "B") : ("B", "A");
        var earlier = $"{process}-{(dice.OneIn(2) ? own : other)}-{Math.Max(0, number - dice.Below(12))}-{dice.Below(2)}";
        var (kind, body) = dice.Below(9) switch
        {
            0 => ("contribution", $$"""{"giver":"{{own}}","category":"time","worth":{"hours":"{{number % 90}}"} }"""),
            1 => ("confirmation", $$"""{"of":"{{earlier}}"}"""),
            2 => ("dispute", $$"""{"of":"{{earlier}}"}"""),
            3 => ("withdrawal", $$"""{"of":"{{earlier}}"}"""),
            4 => ("redaction", $$"""{"of":"{{earlier}}","groups":["what"],"ground":"gdpr-17"}"""),
            5 => ("response", $$"""{"request":"{{earlier}}","answer":"accepted"}"""),
            6 => ("agreement", $$"""{"of":"{{earlier}}","body":{"giver":"{{own}}","category":"time","worth":{"hours":"1"} } }"""),
            7 => ("commitment", $$"""{"by":"{{own}}","due":"2026-05-01","importance":"major"}"""),
            _ => ("request", $$"""{"from":"{{own}}"}"""),
        };
        var text = dice.OneIn(2) ? $$""","text":{"what":"{{process}} {{number}} said it on the phone"}""" : "";
        return $$"""{"id":"{{process}}-{{own}}-{{number}}-{{at}}","kind":"{{kind}}","side":"{{own}}","by":"{{own}}-{{dice.Below(3)}}","occurred":"2026-03-01","body":{{body}}{{text}} }""";
    }

    /// <summary>FNV-1a.</summary>
    private static ulong HashOf(string text)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 0x100000001b3);
        }

        return hash;
    }
}
