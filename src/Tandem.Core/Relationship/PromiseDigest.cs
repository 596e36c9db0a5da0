using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// A commitment with what became of it, an incident with what was done about it: one item of evidence for trust each.
/// measures.md 1; entries.md "Trust item"; rules C1, C4, R7, R8, R23.
/// </summary>
internal static class PromiseDigest
{
    private const double SevereAfterDays = 14;
    private const double SevereUntilDays = 365;

    public static void OfCommitment(Matter matter, Commitment said, Sight sight, Digest digest)
    {
        var (floor, floorIfUpheld, _) = FloorsOf(matter, digest.At);
        var (present, upheld) = Standing(matter, said, digest);
        digest.Count(said.By, matter, sight);
        if (present is null)
        {
            if (said.Worth is { } worth)
            {
                digest.Post(new ObligationPosting(said.By, digest.Measure(worth), sight.Weight, said.Due, IsOverdue: digest.At > said.Due));
            }

            digest.ChangesAfter(said.Due);
            PostOverdue(said, sight, floor, floorIfUpheld, digest);
            return;
        }

        digest.Post(new TrustPosting(
            said.By.Other, said.Importance, GradeOf(present.Value, sight.Weight).Lifted(floor),
            GradeOf(upheld!.Value, sight.WeightIfUpheld).Lifted(floorIfUpheld)));
    }

    public static void OfResolution(Matter matter, Resolution said, Sight sight, Digest digest)
    {
        if (said.Outcome == Outcome.Kept && matter.Named(said.Commitment) is { } commitment
            && commitment.At(digest.At) is { Said: Commitment { By: var maker } } of && digest.IsAlive(commitment, of))
        {
            digest.Count(maker, matter, sight);
        }
    }

    public static void OfIncident(Matter matter, Incident said, Sight sight, Digest digest)
    {
        var (floor, floorIfUpheld, isSettled) = FloorsOf(matter, digest.At);
        var grade = new Grade(GradeKind.Incident, 0, sight.Weight, matter.Occurred);
        digest.Post(new TrustPosting(
            said.CausedBy.Other, said.Severity, grade.Lifted(floor),
            (grade with { Weight = sight.WeightIfUpheld }).Lifted(floorIfUpheld)));
        if (said.Severity == Importance.Major && sight.Weight == 1 && !isSettled)
        {
            digest.ChangesAfter(Days.After(matter.Occurred, SevereAfterDays));
            digest.ChangesAfter(Days.After(matter.Occurred, SevereUntilDays));
            if (Days.Between(matter.Occurred, digest.At) is > SevereAfterDays and <= SevereUntilDays)
            {
                digest.Post(new SeverePosting());
            }
        }
    }

    private static void PostOverdue(Commitment said, Sight sight, double floor, double floorIfUpheld, Digest digest)
    {
        if (digest.At <= said.Due)
        {
            return;
        }

        var end = Days.After(said.Due, Grade.OverdueDays);
        var isOpen = digest.At <= end;
        digest.ChangesAfter(end);
        var grade = isOpen
            ? new Grade(GradeKind.OpenOverdue, Grade.Late(Days.Between(said.Due, digest.At)), sight.Weight, digest.At)
            : new Grade(GradeKind.OpenOverdue, 0, sight.Weight, end);
        digest.Post(new TrustPosting(
            said.By.Other, said.Importance, grade.Lifted(floor), (grade with { Weight = sight.WeightIfUpheld }).Lifted(floorIfUpheld),
            isOpen ? new Overdue(said.Due, floor, floorIfUpheld) : null));
    }

    /// <summary>
    /// The resolution that stands: the best attested, of equals the last; a renegotiation only if it came in time. Then the one
    /// that would stand with every dispute settled for the one who claims.
    /// </summary>
    private static (Stands? Present, Stands? Upheld) Standing(Matter commitment, Commitment promise, Digest digest)
    {
        var at = digest.At;
        Stands? present = null, upheld = null;
        foreach (var word in commitment.Heard)
        {
            if (word.Word != WordKind.Resolution || !word.IsVisible(at) || word.At(at) is not { Said: Resolution said } sight
                || said.Commitment != commitment.Id || !digest.IsAlive(word, sight)
                || (said.Outcome == Outcome.Renegotiated && !Renegotiation.IsInTime(word, sight, promise, at)))
            {
                continue;
            }

            present = Better(present, new(word, said, sight.Weight, promise));
            upheld = Better(upheld, new(word, said, sight.WeightIfUpheld, promise));
        }

        return (present, upheld);
    }

    private static Stands Better(Stands? best, Stands other) => best is not { } one || other.Weight > one.Weight
        || (other.Weight == one.Weight && other.Matter.Sequence > one.Matter.Sequence) ? other : one;

    private static Grade GradeOf(Stands stands, double commitmentWeight)
    {
        var (matter, said, weight, promise) = stands;
        var daysLate = Days.Between(promise.Due, matter.Occurred);
        var (kind, value) = said.Outcome switch
        {
            Outcome.Kept => daysLate > 0 ? (GradeKind.Late, Grade.Late(daysLate)) : (GradeKind.Kept, 1),
            Outcome.Partial => (GradeKind.Partial, said.Fraction ?? 0),
            Outcome.Broken => (GradeKind.Broken, 0),
            Outcome.Renegotiated => (GradeKind.Renegotiated, Grade.InTimeRenegotiated),
            _ => throw new System.Diagnostics.UnreachableException($"Unknown outcome {said.Outcome}."),
        };
        return new(kind, value, Math.Min(weight, commitmentWeight), matter.Occurred);
    }

    /// <summary>
    /// What an accepted repair, or forgiveness, leaves of a grade at least; the same if disputes were upheld; and whether
    /// there is either.
    /// </summary>
    private static (double Floor, double IfUpheld, bool IsSettled) FloorsOf(Matter matter, DateTimeOffset at)
    {
        var (floor, ifUpheld, isSettled) = (0.0, 0.0, false);
        foreach (var word in matter.Heard)
        {
            if (word.Word is not (WordKind.Repair or WordKind.Forgiveness) || !word.IsVisible(at) || word.At(at) is not { WeightIfUpheld: 1 } sight)
            {
                continue;
            }

            var lifts = word.Word == WordKind.Repair ? Grade.AfterRepair : Grade.AfterForgiveness;
            ifUpheld = Math.Max(ifUpheld, lifts);
            (floor, isSettled) = sight.Weight == 1 ? (Math.Max(floor, lifts), true) : (floor, isSettled);
        }

        return (floor, ifUpheld, isSettled);
    }

    /// <summary>A resolution, how far it is attested, and what it is one of.</summary>
    private readonly record struct Stands(Matter Matter, Resolution Said, double Weight, Commitment Of);
}
