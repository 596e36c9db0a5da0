using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>The texts of one write, each locked with a key of its author that no other write uses.</summary>
internal sealed class LockedTexts
{
    private readonly Dictionary<(Side Side, string Author), (TextKey Key, TextLock Lock, int Texts)> current = [];
    private readonly Guid relationship;

    private LockedTexts(RelationshipId relationship) => this.relationship = relationship.Value;

    public List<LockedText> Texts { get; } = [];

    public List<TextKey> Keys { get; } = [];

    public static LockedTexts Of(LedgerWrite write)
    {
        var locked = new LockedTexts(write.Relationship);
        foreach (var (entry, _) in write.New)
        {
            foreach (var text in entry.Statement.Texts)
            {
                locked.Add(entry, text);
            }
        }

        foreach (var (_, open, _) in locked.current.Values)
        {
            open.Dispose();
        }

        return locked;
    }

    /// <summary>An entry's own texts may share its key: another one could have no number of its own.</summary>
    private static bool IsSpent(TextKey key, int texts, long sequence) =>
        key.Number < sequence && (texts >= Limits.TextsPerKey || sequence - key.Number >= Limits.LinesAtOnce);

    private void Add(Entry entry, TextGroup text)
    {
        var author = (entry.Statement.Side, entry.Statement.By);
        if (!current.TryGetValue(author, out var open) || IsSpent(open.Key, open.Texts, entry.Sequence))
        {
            open.Lock?.Dispose();
            var key = new TextKey(entry.Statement.Side, entry.Statement.By, entry.Sequence, TextLock.NewKey());
            Keys.Add(key);
            open = (key, new TextLock(key.Key), 0);
        }

        current[author] = open with { Texts = open.Texts + 1 };
        Texts.Add(new(
            entry.Sequence, text.Name, entry.Seal.TextSalts[text.Name], open.Key.Number,
            open.Lock!.Lock(relationship, entry.Sequence, text.Name, text.Text)));
    }
}
