namespace Tandem.Core.Evidence;

/// <summary>
/// The reply trees inside conversations, after Zawinski's message threading: the parent is the last identifier in
/// References that was seen, else the one in In-Reply-To; identifiers that are only named stay as phantom roots; a link
/// that would close a cycle is refused, and subjects are never matched. measures.md 2b.1.
/// </summary>
public sealed class Threads
{
    private const int None = -1;

    private readonly Correspondence mail;
    private readonly Func<int, bool> keeps;
    private readonly int[] parents; // by node
    private readonly UnionFind trees;

    /// <param name="mail">The messages.</param>
    /// <param name="keeps">Which of them are there; the others count as only named. All, without it.</param>
    public Threads(Correspondence mail, Func<int, bool>? keeps = null)
    {
        this.mail = mail;
        this.keeps = keeps ?? (_ => true);
        parents = new int[mail.Nodes];
        Array.Fill(parents, None);
        trees = new UnionFind(mail.Nodes);
        foreach (var message in InOrderOfTime(mail))
        {
            if (!this.keeps(message))
            {
                continue;
            }

            LinkPhantoms(mail.References(message));
            if (ParentOf(message) is var parent and not None)
            {
                Link(mail.NodeOf(message), parent);
            }
        }
    }

    /// <summary>A number that the messages of one thread share.</summary>
    public int Of(int message) => trees.Find(mail.NodeOf(message));

    /// <summary>The parent message; -1 at a root, or under an identifier that was only named.</summary>
    public int ParentMessage(int message) => parents[mail.NodeOf(message)] is var parent and not None ? mail.MessageAt(parent) : None;

    internal int ParentNode(int message) => parents[mail.NodeOf(message)];

    internal int RootNode(int message)
    {
        var node = mail.NodeOf(message);
        while (parents[node] != None)
        {
            node = parents[node];
        }

        return node;
    }

    /// <summary>Undated messages come last; equals keep the order in which they were read.</summary>
    private static int[] InOrderOfTime(Correspondence mail)
    {
        var order = new int[mail.Count];
        for (var message = 0; message < order.Length; message++)
        {
            order[message] = message;
        }

        Array.Sort(order, (left, right) => TimeOf(left).CompareTo(TimeOf(right)) is var byTime and not 0 ? byTime : left.CompareTo(right));
        return order;

        long TimeOf(int message) => mail.IsDated(message) ? mail.SentAt(message) : long.MaxValue;
    }

    private bool IsHere(int node) => mail.MessageAt(node) is var message and not None && keeps(message);

    private int ParentOf(int message)
    {
        var references = mail.References(message);
        for (var at = references.Count - 1; at >= 0; at--)
        {
            if (IsHere(references[at]))
            {
                return references[at];
            }
        }

        var answered = mail.InReplyTo(message);
        if (answered.Count > 0 && (references.Count == 0 || IsHere(answered[0])))
        {
            return answered[0];
        }

        return references.Count > 0 ? references[references.Count - 1] : None;
    }

    /// <summary>Named but unseen identifiers hang under the one before them, so that they keep one thread together.</summary>
    private void LinkPhantoms(PoolSlice references)
    {
        for (var at = 1; at < references.Count; at++)
        {
            if (!IsHere(references[at]))
            {
                Link(references[at], references[at - 1]);
            }
        }
    }

    /// <summary>A child without a parent is the root of its tree: the link closes a cycle exactly when the parent stands in that tree.</summary>
    private void Link(int child, int parent)
    {
        if (parents[child] != None || trees.Find(child) == trees.Find(parent))
        {
            return;
        }

        parents[child] = parent;
        trees.Union(child, parent);
    }
}
