namespace Tandem.Core.Ledger;

/// <summary>
/// The full subtree of 2^<paramref name="Level"/> leaves that starts at leaf <paramref name="Index"/> * 2^Level.
/// <c>default</c> is the first leaf.
/// </summary>
public readonly record struct Subtree(int Level, long Index)
{
    public Subtree Left => new(Level - 1, Index << 1);

    public Subtree Right => new(Level - 1, (Index << 1) + 1);
}
