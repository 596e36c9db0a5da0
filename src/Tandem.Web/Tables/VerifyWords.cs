using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Web.Shell;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Web.Tables;

/// <summary>What a verification found, in the sentences that the terminal has for it.</summary>
internal static class VerifyWords
{
    private const int ProblemsShown = 20;

    public static RecordReport Of(Reader reader, VerificationReport? report)
    {
        var texts = reader.Terminal;
        if (report is null)
        {
            return new(false, true, []);
        }

        return report.IsGood ? new(true, false, [.. Checked(texts, report)]) : new(false, false,
        [
            .. report.Problems.Take(ProblemsShown).Select(problem =>
                (problem.Where.Length > 0 ? Clean.Words(problem.Where) + ": " : "")
                + texts.Say("fault." + problem.Fault, Clean.Words(problem.Detail))),
        ]);
    }

    private static IEnumerable<string> Checked(Texts texts, VerificationReport report)
    {
        yield return texts.Say("verify.entries", report.Entries, report.Texts);
        yield return texts.Say("verify.tiles", report.Tiles, report.Entries);
        yield return texts.Say("verify.signed", NoteKey.IdText(report.SignedBy!.Id));
        if (report.EarlierCheckpoints > 0)
        {
            yield return texts.Say("verify.earlier", report.EarlierCheckpoints);
        }

        yield return report.AreRulesChecked ? texts["verify.rules"] : texts["verify.noRules"];
        foreach (var (sequence, group, under) in report.Erased.Take(ProblemsShown))
        {
            yield return texts.Say("verify.erased", sequence, group, under);
        }

        if (report.Against is { } against)
        {
            yield return texts.Say(against.Change == LogChange.NotSigned ? "verify.againstMoved" : "verify.against", against.Kept.Checkpoint.Size);
        }
    }
}
