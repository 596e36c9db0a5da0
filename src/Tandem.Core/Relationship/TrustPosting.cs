using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A promise of one side, or an incident it caused, as evidence for the trust of the other.</summary>
/// <param name="Truster">The side that was promised, or harmed.</param>
/// <param name="Upheld">What it would be if every dispute were settled for the one who claims.</param>
/// <param name="OpenSince">Due and silent for at most thirty days: its grade sinks by the hour, so it is computed when read.</param>
/// <param name="Floor">The least grade that repair or forgiveness leaves it.</param>
public sealed record TrustPosting(
    Side Truster, Importance Importance, Grade Grade, Grade Upheld, DateTimeOffset? OpenSince, double Floor) : Posting
{
    /// <summary>The grade at an instant.</summary>
    public Grade At(DateTimeOffset now) => OpenSince is { } due
        ? (Grade with { Value = Grade.Late(Days.Between(due, now)), At = now }).Lifted(Floor)
        : Grade;

    public Grade UpheldAt(DateTimeOffset now) => OpenSince is null ? Upheld : At(now) with { Weight = Upheld.Weight };

    internal override void Enter(Books books, Matter matter, int sign) => books.Trust[Truster].Enter(this, matter, sign);
}
