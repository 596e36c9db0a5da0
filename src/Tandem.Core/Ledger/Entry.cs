using System.Collections.Immutable;
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
    public static Entry Of(Statement statement, Seal seal)
    {
        var commitments = ImmutableSortedDictionary.CreateBuilder<string, Hash>(StringComparer.Ordinal);
        commitments.AddRange(seal.Erased);
        foreach (var group in statement.Texts)
        {
            commitments.Add(group.Name, SaltedHash.OfText(seal.TextSalts[group.Name].Span, group.Text));
        }

        var body = SaltedHash.OfBody(seal.BodySalt.Span, statement.Body.Span);
        return new(seal.Sequence, statement, seal, LeafWriter.Write(statement, seal, body, commitments));
    }

    /// <summary>What a side signs: the leaf before it has a place.</summary>
    public static byte[] SignedBytes(Statement statement, Seal seal)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, Hash>(StringComparer.Ordinal);
        texts.AddRange(seal.Erased);
        foreach (var group in statement.Texts)
        {
            texts.Add(group.Name, SaltedHash.OfText(seal.TextSalts[group.Name].Span, group.Text));
        }

        return LeafWriter.WriteSigned(statement, seal, SaltedHash.OfBody(seal.BodySalt.Span, statement.Body.Span), texts);
    }
}
