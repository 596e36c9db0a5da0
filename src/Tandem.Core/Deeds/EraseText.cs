using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>
/// Either side may have a text erased; both see that it was, and on what ground. A withdrawn entry cannot be named any more:
/// its texts are reached through its withdrawal.
/// </summary>
public static class EraseText
{
    internal static Refusal? Ask(SharedRecord record, Redaction redaction) => record.Missing(redaction.Of, "body.of");

    /// <summary>The entries whose texts a redaction erases.</summary>
    public static IEnumerable<EntryState> Reach(SharedRecord record, Redaction redaction)
    {
        if (record.Find(redaction.Of) is not { } named)
        {
            yield break;
        }

        yield return named;
        if (named.Statement.Fact is Withdrawal { Of: var withdrawn } && record.Find(withdrawn) is { } entry)
        {
            yield return entry;
        }
    }
}
