using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>
/// Either side may have a text erased; both see that it was, and on what ground. A withdrawn entry cannot be named any more:
/// its texts are reached through its withdrawal, as <c>entry/</c> and the name of the group.
/// </summary>
public static class EraseText
{
    /// <summary>Before the name of a group: not the withdrawal's own, but that of the entry it withdrew. No group has a slash.</summary>
    public const string OfWithdrawn = "entry/";

    internal static Refusal? Ask(SharedRecord record, Redaction redaction) => record.Missing(redaction.Of, "body.of");

    /// <summary>The entries whose texts a redaction erases, and which of them.</summary>
    public static IEnumerable<(EntryState Entry, ImmutableArray<string> Groups)> Reach(SharedRecord record, Redaction redaction)
    {
        if (record.Find(redaction.Of) is not { } named)
        {
            yield break;
        }

        var theirs = redaction.Groups.Where(group => group.StartsWith(OfWithdrawn, StringComparison.Ordinal)).ToImmutableArray();
        yield return (named, redaction.Groups.RemoveRange(theirs));
        if (named.Statement.Fact is Withdrawal { Of: var withdrawn } && record.Find(withdrawn) is { } entry)
        {
            yield return (entry, [.. theirs.Select(group => group[OfWithdrawn.Length..])]);
        }
    }
}
