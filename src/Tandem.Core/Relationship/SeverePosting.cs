namespace Tandem.Core.Relationship;

/// <summary>A major incident, acknowledged, more than 14 days and at most a year old, neither repaired nor forgiven (rule C4).</summary>
public sealed record SeverePosting : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.SevereIncidents += sign;
}
