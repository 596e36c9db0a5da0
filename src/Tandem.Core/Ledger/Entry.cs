using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>
/// A statement with its place in the ledger, sealed: <see cref="Leaf"/> is what the tree commits to, everything else can be
/// checked against it.
/// </summary>
/// <param name="Sequence">1 for the first entry of the relationship.</param>
/// <param name="Statement">Its texts are those that are still there.</param>
/// <param name="Seal">The salts of body and texts, and the commitments of erased texts.</param>
/// <param name="Leaf">Canonical bytes; see docs/reference/ledger-format.md.</param>
public sealed record Entry(long Sequence, Statement Statement, Seal Seal, ReadOnlyMemory<byte> Leaf)
{
    public EntryId Id => Statement.Id;

    public Hash LeafHash => MerkleTree.Leaf(Leaf.Span);

    /// <summary>Seals a statement at a place: its salts, once drawn, make the leaf.</summary>
    public static Entry Of(Statement statement, Seal seal) =>
        new(seal.Sequence, statement, seal, LeafWriter.Write(statement, seal, BodyHash(statement, seal), TextHashes(statement, seal)));

    /// <summary>What a side signs: the leaf before it has a place.</summary>
    public static byte[] SignedBytes(Statement statement, Seal seal) =>
        LeafWriter.WriteSigned(statement, seal, BodyHash(statement, seal), TextHashes(statement, seal));

    private static Hash BodyHash(Statement statement, Seal seal) => SaltedHash.OfBody(seal.BodySalt.Span, statement.Body.Span);

    /// <summary>The commitments of all groups, those that are there and those that are gone, by name.</summary>
    private static (string Name, Hash Hash)[] TextHashes(Statement statement, Seal seal)
    {
        if (statement.Texts.IsEmpty && seal.Erased.IsEmpty)
        {
            return [];
        }

        var hashes = new (string Name, Hash Hash)[statement.Texts.Length + seal.Erased.Count];
        var count = 0;
        foreach (var group in statement.Texts)
        {
            hashes[count++] = (group.Name, SaltedHash.OfText(seal.TextSalts[group.Name].Span, group.Text));
        }

        foreach (var (name, hash) in seal.Erased)
        {
            hashes[count++] = (name, hash);
        }

        Array.Sort(hashes, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return hashes;
    }
}
