using Tandem.Core.Ledger;
using Tandem.Web.Shell;
using Tandem.Workspace.Shared;
using Tandem.Workspace.Text;

namespace Tandem.Web.Tables;

/// <summary>Why something that was sent was not entered.</summary>
internal static class EnteredWords
{
    /// <param name="member">What the page calls the field that a refusal names.</param>
    public static string? Problem(Reader reader, Entered outcome, string? member = null) => outcome switch
    {
        Entered.Sealed or Entered.Drafted => null,
        Entered.Refused { Refusal: var refusal } => Refused(reader, refusal, member),
        Entered.NeedsDomain => reader["entry.needs-domain"],
        Entered.TooMany => reader["entry.too-many"],
        _ => throw new System.Diagnostics.UnreachableException("An outcome is one of five."),
    };

    public static string Refused(Reader reader, Refusal refusal, string? member = null) => RefusalWords.Of(reader.Terminal, refusal, member);
}
