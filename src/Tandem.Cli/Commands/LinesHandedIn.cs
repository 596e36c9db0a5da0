using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Lines that a command hands in, and what became of each, said in a line.</summary>
internal static class LinesHandedIn
{
    /// <summary>The person at the machine may enter for either side: it is how a ledger without people is kept.</summary>
    public static async Task<int> AtTheMachineAsync(
        LedgerDesk desk, Choice choice, IEnumerable<KeyedLine[]> chunks, Texts texts, CancellationToken ct)
    {
        var side = choice.Side ?? choice.Us;
        var viewer = new Viewer(choice.Relationship.Sides[side].Id);
        var (number, refused) = (0, 0);
        foreach (var chunk in chunks)
        {
            var lines = chunk.Select(line => new NewLine(Line.Read(line.Utf8, default(DateTimeOffset)), side, line.Key));
            foreach (var answer in (await desk.EnterAsync(viewer, choice.Relationship.Id, [.. lines], ct))!.Value)
            {
                number++;
                refused += Say(answer, number, texts) ? 0 : 1;
            }
        }

        return number > 0 && refused == 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    /// <summary>A member enters through the gate that pages and programs use.</summary>
    public static async Task<int> ByMemberAsync(
        Seat seat, Relationship relationship, IEnumerable<KeyedLine[]> chunks, Texts texts, CancellationToken ct)
    {
        var theirName = Clean.Words(relationship.Sides[relationship.SideOf(seat.Viewer).Other].Name);
        var (number, refused) = (0, 0);
        foreach (var chunk in chunks)
        {
            foreach (var outcome in (await seat.EnterLinesAsync(relationship.Id, chunk, ct))!.Value)
            {
                number++;
                Console.WriteLine(SentenceOf(outcome, number, theirName, texts));
                refused += outcome is Entered.Sealed or Entered.Drafted ? 0 : 1;
            }
        }

        return number > 0 && refused == 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    private static bool Say(EntryAnswer answer, int number, Texts texts)
    {
        switch (answer)
        {
            case EntryAnswer.Sealed made:
                Console.WriteLine(Sealed(made.Sequence, made.Id, made.WasThere, texts));
                return true;
            case EntryAnswer.Refused { Refusal: var refusal }:
                Console.WriteLine(Refused(number, refusal, texts));
                return false;
            default:
                return false;
        }
    }

    private static string SentenceOf(Entered outcome, int number, string theirName, Texts texts) => outcome switch
    {
        Entered.Sealed made => Sealed(made.Sequence, made.Id, made.WasThere, texts),
        Entered.Drafted draft => texts.Say("ledger.drafted", draft.Id, theirName),
        Entered.Refused { Refusal: var refusal } => Refused(number, refusal, texts),
        Entered.NeedsDomain => texts.Say("ledger.needsDomain", number),
        Entered.TooMany => texts.Say("ledger.tooManyDrafts", number),
        _ => throw new System.Diagnostics.UnreachableException("What becomes of an entry is one of five."),
    };

    private static string Sealed(long sequence, EntryId id, bool wasThere, Texts texts) =>
        texts.Say(wasThere ? "ledger.sealedBefore" : "ledger.sealed", sequence, id);

    private static string Refused(int number, Refusal refusal, Texts texts) =>
        texts.Say("ledger.refused", number, Refusal.Word(refusal.Code), RefusalWords.Of(texts, refusal));
}
