using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Texts that are gone, and the redactions that say so.</summary>
internal sealed class ErasureWatch
{
    private readonly List<(EntryId Id, long Sequence, string Group)> gone = [];
    private readonly Dictionary<(EntryId Of, string Group), long> redacted = [];
    private readonly Dictionary<EntryId, EntryId> withdrawals = [];

    public void Add(Entry entry)
    {
        gone.AddRange(entry.Seal.Erased.Keys.Select(group => (entry.Id, entry.Sequence, group)));
        switch (entry.Statement.Fact)
        {
            case Withdrawal { Of: var of }:
                withdrawals[entry.Id] = of;
                break;
            case Redaction redaction:
                Add(redaction, entry.Sequence);
                break;
            default:
                break;
        }
    }

    /// <summary>Each text that is gone with the entry under which it went; 0 where none says so.</summary>
    public IEnumerable<(long Sequence, string Group, long Under)> Explained() =>
        gone.Select(text => (text.Sequence, text.Group, redacted.GetValueOrDefault((text.Id, text.Group))));

    private void Add(Redaction redaction, long sequence)
    {
        foreach (var group in redaction.Groups)
        {
            if (!group.StartsWith(EraseText.OfWithdrawn, StringComparison.Ordinal))
            {
                _ = redacted.TryAdd((redaction.Of, group), sequence);
            }
            else if (withdrawals.TryGetValue(redaction.Of, out var withdrawn))
            {
                _ = redacted.TryAdd((withdrawn, group[EraseText.OfWithdrawn.Length..]), sequence);
            }
        }
    }
}
