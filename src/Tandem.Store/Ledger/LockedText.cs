using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>A text group as it is stored.</summary>
internal sealed record LockedText(long Sequence, string Name, ReadOnlyMemory<byte> Salt, long KeyNumber, byte[] Locked);

/// <summary>A key of one person of one side; its number is the sequence of the first text it locked.</summary>
internal sealed record TextKey(Side Side, string Author, long Number, byte[] Key);

/// <summary>The texts of one write, each locked with a key of its author that no other write uses.</summary>
internal sealed class LockedTexts
{
    public List<LockedText> Texts { get; } = [];

    public List<TextKey> Keys { get; } = [];

    public static LockedTexts Of(LedgerWrite write)
    {
        var locked = new LockedTexts();
        var current = new Dictionary<(Side Side, string Author), (TextKey Key, TextLock Lock, int Texts)>();
        foreach (var (entry, _) in write.New)
        {
            foreach (var text in entry.Statement.Texts)
            {
                locked.Add(write.Relationship, entry, text, current);
            }
        }

        foreach (var (_, open, _) in current.Values)
        {
            open.Dispose();
        }

        return locked;
    }

    private void Add(
        RelationshipId relationship, Entry entry, TextGroup text, Dictionary<(Side Side, string Author), (TextKey Key, TextLock Lock, int Texts)> current)
    {
        var author = (entry.Statement.Side, entry.Statement.By);
        if (!current.TryGetValue(author, out var using_) || (using_.Texts >= Limits.TextsPerKey && using_.Key.Number < entry.Sequence)
            || entry.Sequence - using_.Key.Number >= Limits.LinesAtOnce) // the eraser looks no farther for what a key locks
        {
            using_.Lock?.Dispose();
            var key = new TextKey(entry.Statement.Side, entry.Statement.By, entry.Sequence, TextLock.NewKey());
            Keys.Add(key);
            using_ = (key, new TextLock(key.Key), 0);
        }

        current[author] = using_ with { Texts = using_.Texts + 1 };
        Texts.Add(new(
            entry.Sequence, text.Name, entry.Seal.TextSalts[text.Name], using_.Key.Number,
            using_.Lock!.Lock(relationship.Value, entry.Sequence, text.Name, text.Text)));
    }
}
