using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>A verification in sentences.</summary>
internal sealed class VerifyText(Texts texts)
{
    private const int Most = 20;

    public void Write(VerificationReport report)
    {
        if (report.IsGood)
        {
            Console.WriteLine(texts["verify.good"]);
            Checked(report);
        }
        else
        {
            Console.WriteLine(texts.Count("verify.bad", report.ProblemCount));
            Wrong(report);
        }

        if (!report.IsKeptContained && report.Against is { } against)
        {
            Note("verify.keptTitle", against.Kept);
            Note("verify.currentTitle", against.Current);
        }
    }

    /// <summary>Line by line as it was signed, but for what a terminal would obey.</summary>
    private void Note(string title, SignedCheckpoint note)
    {
        Console.WriteLine($"\n{texts[title]}");
        foreach (var line in note.ToString().TrimEnd('\n').Split('\n'))
        {
            Console.WriteLine(Clean.Words(line));
        }
    }

    private void Wrong(VerificationReport report)
    {
        foreach (var problem in report.Problems.Take(Most))
        {
            var where = problem.Where.Length > 0 ? Clean.Words(problem.Where) + ": " : "";
            Console.WriteLine($"  {where}{texts.Say("fault." + problem.Fault, Clean.Words(problem.Detail))}");
        }

        if (report.ProblemCount > Most)
        {
            Console.WriteLine("  " + texts.Say("verify.more", report.ProblemCount - Most));
        }
    }

    private void Checked(VerificationReport report)
    {
        Point("verify.relationship", report.Relationship, Clean.Words(report.Names.A), Clean.Words(report.Names.B));
        Point("verify.entries", report.Entries, report.Texts);
        Point("verify.tiles", report.Tiles, report.Entries);
        Point("verify.signed", NoteKey.IdText(report.SignedBy!.Id));
        When(report.EarlierCheckpoints > 0, "verify.earlier", report.EarlierCheckpoints);
        Point(report.AreRulesChecked ? "verify.rules" : "verify.noRules");
        When(report.SignedEntries > 0, "verify.bySides", report.SignedEntries);
        foreach (var side in (Side[])[Side.A, Side.B])
        {
            When(report.UnsignedEntries[side] > 0, "verify.unsigned", side, report.UnsignedEntries[side]);
        }

        foreach (var (sequence, group, under) in report.Erased.Take(Most))
        {
            Point("verify.erased", sequence, group, under);
        }

        When(report.Erased.Count > Most, "verify.moreErased", report.Erased.Count - Most);
        if (report.Against is { } against)
        {
            Point(against.Change == LogChange.NotSigned ? "verify.againstMoved" : "verify.against", against.Kept.Checkpoint.Size);
        }

        When(report.ReceiptHolds > 0, "verify.receipt", report.ReceiptHolds);
        if (report.NamingAttachment is { } naming)
        {
            Point(naming.Count > 0 ? "verify.attachment" : "verify.attachmentNone", string.Join(", ", naming.Select(number => $"#{number}")));
        }
    }

    private void When(bool holds, string key, params object?[] values)
    {
        if (holds)
        {
            Point(key, values);
        }
    }

    private void Point(string key, params object?[] values) => Console.WriteLine("  " + texts.Say(key, values));
}
