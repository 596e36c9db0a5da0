using System.Globalization;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Workspace;
using Tandem.Workspace.Imports;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>One import with its progress on standard error and its outcome on standard output.</summary>
internal sealed class Importing(IEvidenceStore store, TimeProvider time, Texts texts)
{
    private const int ProblemsListed = 8;

    public async Task<ImportOutcome> RunAsync(
        Viewer viewer, Relationship relationship, IReadOnlyList<string> paths, bool keepBodies, CancellationToken ct)
    {
        ImportOutcome outcome;
        using (var progress = new ReadingProgress(time, texts.Culture, isShown: true))
        {
            outcome = await new ImportJob(new MailReader(), store, time).RunAsync(viewer, relationship, paths, keepBodies, progress.Tell, ct);
        }

        Say(outcome);
        return outcome;
    }

    public static int ExitOf(ImportOutcome outcome) =>
        !outcome.IsComplete ? ExitCode.Cancelled : outcome.Run.Seen == 0 && outcome.Read == 0 ? ExitCode.Nothing : ExitCode.Done;

    private void Say(ImportOutcome outcome)
    {
        foreach (var problem in outcome.Problems.Take(ProblemsListed))
        {
            var place = problem.Offset < 0 ? problem.File : FormattableString.Invariant($"{problem.File}:{problem.Offset}");
            Console.Error.WriteLine($"{place}: {texts.Say("problem." + problem.Reason, problem.Detail)}");
        }

        if (outcome.ProblemCount > ProblemsListed)
        {
            Console.Error.WriteLine(texts.Say("problems.more", outcome.ProblemCount - ProblemsListed));
        }

        Console.WriteLine(outcome.IsComplete
            ? texts.Say("imported.done", outcome.Run.Seen, outcome.Run.Added, outcome.Read, outcome.Run.Number)
            : texts["imported.stopped"]);
    }
}
