using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tables;

/// <summary>A draft of the own side, shown as the entry that it would become. It has no number yet.</summary>
internal static class DraftedEntry
{
    /// <returns><c>null</c> where it is none any more.</returns>
    public static ShownEntry? Of(Draft draft) => Line.Read(Encoding.UTF8.GetBytes(draft.Line), draft.WrittenAt).Statement is { } statement
        ? new(new EntryState(0, statement, null, null), statement.Texts, [], null)
        : null;
}
