using Tandem.Core.Ledger;
using Tandem.Web.Tables;
using Tandem.Workspace.Shared;
using Tandem.Workspace.Text;

namespace Tandem.Web.Shell;

/// <summary>What became of something that was sent.</summary>
internal static class EnteredWords
{
    /// <param name="member">What the page calls the field that a refusal names.</param>
    /// <returns>Why it was not entered; <c>null</c> where it was.</returns>
    public static string? Problem(Reader reader, Entered outcome, string? member = null) => outcome switch
    {
        Entered.Sealed or Entered.Drafted => null,
        Entered.Refused { Refusal: var refusal } => Refused(reader, refusal, member),
        Entered.NeedsDomain => reader["entry.needs-domain"],
        Entered.TooMany => reader["entry.too-many"],
        _ => throw new System.Diagnostics.UnreachableException("An outcome is one of five."),
    };

    public static string Refused(Reader reader, Refusal refusal, string? member = null) => RefusalWords.Of(reader.Terminal, refusal, member);

    /// <summary>As the end of a URL: what a page says after it was sent.</summary>
    public static string Mark(Entered outcome) => outcome switch
    {
        Entered.Sealed { Sequence: var sequence } => FormattableString.Invariant($"sealed={sequence}"),
        _ => "drafted=1",
    };

    /// <summary>The notice of a page that was come to after something was sent.</summary>
    public static string? Notice(Reader reader, long? sequence, int? drafted) =>
        sequence is { } number ? reader.Say("entry.sealed", number) : drafted is not null ? reader["decision.drafted"] : null;
}
