using Tandem.Core.Ledger;
using Tandem.Web.Shell;
using Tandem.Workspace.Shared;
using Tandem.Workspace.Text;

namespace Tandem.Web.Depth;

/// <summary>What became of something that was sent, in one sentence; <c>null</c> where it was entered.</summary>
internal static class EnteredWords
{
    public static string? Problem(Reader reader, Entered outcome) => outcome switch
    {
        Entered.Sealed or Entered.Drafted => null,
        Entered.Refused { Refusal: var refusal } => Texts.ForTerminal(reader.Culture).Say(
            "refusal." + Refusal.Word(refusal.Code), Clean.Words(refusal.Member ?? ""), Clean.Words(refusal.Found ?? "-")),
        Entered.NeedsDomain => reader["decision.needs-domain"],
        Entered.TooMany => reader["decision.too-many"],
        _ => throw new System.Diagnostics.UnreachableException("An outcome is one of five."),
    };

    /// <summary>As the end of a URL: what a page says after it was sent.</summary>
    public static string Mark(Entered outcome) => outcome switch
    {
        Entered.Sealed { Sequence: var sequence } => FormattableString.Invariant($"sealed={sequence}"),
        _ => "drafted=1",
    };

    /// <summary>The notice of a page that was come to after something was sent.</summary>
    public static string? Notice(Reader reader, long? sequence, int? drafted) =>
        sequence is { } number ? reader.Say("decision.sealed", number) : drafted is not null ? reader["decision.drafted"] : null;
}
