using System.Numerics;

namespace Tandem.Core.Ledger;

/// <summary>The step that both verifying algorithms of RFC 9162 take at the right edge of a tree.</summary>
internal static class RightEdge
{
    /// <summary>
    /// A node without a sibling moves up unhashed: both numbers lose bits until the node's last one is set. One that is
    /// a right child stays. The node is not 0 here, because then it would be a left child or the root.
    /// </summary>
    public static (long Node, long Last) Climbed(long node, long last)
    {
        var levels = BitOperations.TrailingZeroCount(node);
        return (node >> levels, last >> levels);
    }
}
