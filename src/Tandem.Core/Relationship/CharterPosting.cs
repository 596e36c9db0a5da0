namespace Tandem.Core.Relationship;

/// <summary>A charter signed by both; the one signed last governs.</summary>
public sealed record CharterPosting(long SignedBy) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign)
    {
        _ = sign > 0 ? books.Charters.TryAdd(SignedBy, matter) : books.Charters.Remove(SignedBy);
    }
}
