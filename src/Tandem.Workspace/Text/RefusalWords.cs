using Tandem.Core.Ledger;

namespace Tandem.Workspace.Text;

/// <summary>A refusal's code and its sentence, in the reader's language: the same on every face.</summary>
public static class RefusalWords
{
    /// <param name="texts">Those of the terminal, where the sentences are.</param>
    /// <param name="member">What the face calls the member that broke the rule; <c>null</c>: by its name in the entry.</param>
    public static string Of(Texts texts, Refusal refusal, string? member = null) => texts.Say(
        "refusal." + Refusal.Word(refusal.Code), member ?? Clean.Words(refusal.Member ?? ""), Clean.Words(refusal.Found ?? "-"));
}
