using Tandem.Core.Ledger;
using Tandem.Workspace.Text;

namespace Tandem.Cli;

/// <summary>A refusal's code and its sentence, in the reader's language.</summary>
internal static class RefusalWords
{
    public static string Of(Texts texts, Refusal refusal) => texts.Say(
        "refusal." + Refusal.Word(refusal.Code), Clean.Words(refusal.Member ?? ""), Clean.Words(refusal.Found ?? "-"));
}
