using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A promise of one side, or an incident it caused, as evidence for the trust of the other.</summary>
/// <param name="Truster">The side that was promised, or harmed.</param>
/// <param name="Upheld">What it would be if every dispute were settled for the one who claims.</param>
/// <param name="Open">Due and silent for at most thirty days: its grade sinks by the hour, so it is computed when read.</param>
public sealed record TrustPosting(Side Truster, Importance Importance, Grade Grade, Grade Upheld, Overdue? Open = null) : Posting
{
    /// <summary>The grade at an instant.</summary>
    public Grade At(DateTimeOffset now) => Open is { } open ? open.At(now, Grade.Weight, open.Floor) : Grade;

    public Grade UpheldAt(DateTimeOffset now) => Open is { } open ? open.At(now, Upheld.Weight, open.FloorIfUpheld) : Upheld;

    internal override void Enter(Books books, Matter matter, int sign) => books.Trust[Truster].Enter(this, sign);
}

/// <summary>A promise past its due date that nobody has said anything about.</summary>
/// <param name="Floor">The least grade that repair or forgiveness leaves it.</param>
public readonly record struct Overdue(DateTimeOffset Due, double Floor, double FloorIfUpheld)
{
    internal Grade At(DateTimeOffset now, double weight, double floor) =>
        new Grade(GradeKind.OpenOverdue, Grade.Late(Days.Between(Due, now)), weight, now).Lifted(floor);
}
