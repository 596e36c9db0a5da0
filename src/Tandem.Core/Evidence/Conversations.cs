using System.Collections;

namespace Tandem.Core.Evidence;

/// <summary>
/// Conversations are the connected components over Message-ID, In-Reply-To and References; those in which only phantoms
/// would be left do not count.
/// </summary>
public sealed class Conversations
{
    private readonly UnionFind sets;
    private readonly Correspondence mail;

    public Conversations(Correspondence mail)
    {
        this.mail = mail;
        sets = new UnionFind(mail.Nodes);
        for (var message = 0; message < mail.Count; message++)
        {
            Join(mail.NodeOf(message), mail.InReplyTo(message));
            Join(mail.NodeOf(message), mail.References(message));
        }

        var counted = new BitArray(mail.Nodes);
        for (var message = 0; message < mail.Count; message++)
        {
            Count += counted[Of(message)] ? 0 : 1;
            counted[Of(message)] = true;
        }
    }

    public int Count { get; }

    /// <summary>A number that the messages of one conversation share.</summary>
    public int Of(int message) => sets.Find(mail.NodeOf(message));

    private void Join(int node, PoolSlice linked)
    {
        foreach (var other in linked)
        {
            sets.Union(node, other);
        }
    }
}
