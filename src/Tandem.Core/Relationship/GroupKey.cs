using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// What counts as one item of the balance: what a side gave to a project in a calendar month (UTC). Splitting a contribution
/// into many rows must not buy certainty. Rule R10.
/// </summary>
/// <param name="Lone">The sequence of an entry that stands alone; 0 for a group.</param>
public readonly record struct GroupKey(Side Side, string? Project, int Month, long Lone)
{
    public static GroupKey Alone(Side side, Matter matter) => new(side, null, 0, matter.Sequence);

    public static GroupKey Of(Contribution said, Matter matter) => said.Project is { } project
        ? new(said.Giver, project, (matter.Occurred.UtcDateTime.Year * 12) + matter.Occurred.UtcDateTime.Month, 0)
        : Alone(said.Giver, matter);
}
