using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Something that shows commitment in the last half year (rule R14).</summary>
public sealed record CommittedPosting(Side Side) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.AddCommitted(Side, sign);
}
