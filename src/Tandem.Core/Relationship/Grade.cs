using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>How a commitment went, or what else is graded as one.</summary>
public enum GradeKind
{
    Kept,
    Late,
    Partial,
    Broken,
    Renegotiated,
    OpenOverdue,
    Incident,
    Repaired,
    Forgiven,
}

/// <summary>What a promise is worth as evidence of trust. measures.md 1.</summary>
/// <param name="Value">From 0, broken, to 1, kept.</param>
/// <param name="Weight">How far it is attested: 1, 0.5 or 0.</param>
/// <param name="At">From when it ages.</param>
public readonly record struct Grade(GradeKind Kind, double Value, double Weight, DateTimeOffset At)
{
    public const double InTimeRenegotiated = 0.75;
    public const double AfterRepair = 0.5;
    public const double AfterForgiveness = 0.25;

    /// <summary>How long silence after the due date is only late; from then on the promise counts as broken.</summary>
    public const double OverdueDays = 30;

    private const double LateHalfLifeDays = 7;

    /// <summary>A promise kept late: from 1 towards one half, half the way in a week.</summary>
    public static double Late(double daysLate) => 0.5 + (0.5 * double.Exp2(-daysLate / LateHalfLifeDays));

    /// <summary>An accepted repair or forgiveness lifts a worse grade to its own, and never lowers one.</summary>
    internal Grade Lifted(double floor) => floor <= Value ? this
        : this with { Value = floor, Kind = floor == AfterRepair ? GradeKind.Repaired : GradeKind.Forgiven };
}

public static class ImportanceWeight
{
    extension(Importance importance)
    {
        /// <summary>At most 1, so that a kept promise never lowers trust. measures.md 0.</summary>
        public double Weight => importance switch { Importance.Major => 1, Importance.Normal => 0.5, _ => 0.25 };
    }
}
