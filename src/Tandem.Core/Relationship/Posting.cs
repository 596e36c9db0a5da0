namespace Tandem.Core.Relationship;

/// <summary>
/// What an entry puts into the books at present. It is taken out and put in anew when something changes, so it keeps the very
/// numbers that it put in.
/// </summary>
public abstract record Posting
{
    private protected Posting()
    {
    }

    /// <param name="books">Where it goes.</param>
    /// <param name="matter">Whose it is.</param>
    /// <param name="sign">1 to put it in, -1 to take it out.</param>
    internal abstract void Enter(Books books, Matter matter, int sign);
}
