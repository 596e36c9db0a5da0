using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace;

/// <summary>An organization as the workspace knows it: its name and what makes an address belong to it.</summary>
/// <param name="Clock">When it works; <c>null</c> until somebody says so, and then <see cref="WorkingHours.Default"/> holds.</param>
public sealed record Organization(OrganizationId Id, string Name, Party Party, WorkingHours? Clock = null)
{
    /// <summary>Nobody of it has joined: another organization made it up, and only that one sees it.</summary>
    public bool IsShadow { get; init; }
}

/// <summary>The tie between exactly two organizations.</summary>
/// <param name="AsOf">For an archive or the sample: the instant readings are made for by default. <c>null</c>: the newest message.</param>
public sealed record Relationship(RelationshipId Id, Sides<Organization> Sides, DateTimeOffset? AsOf = null)
{
    /// <summary>Whether both sides have joined: then what is entered is shared at once.</summary>
    public bool IsShared => !Sides.A.IsShadow && !Sides.B.IsShadow;

    /// <summary>Made up, to be looked at; removable in one go.</summary>
    public bool IsSample { get; init; }

    /// <summary>The side of the viewer's own organization.</summary>
    public Side SideOf(Viewer viewer) => Sides.A.Id == viewer.Organization ? Side.A : Side.B;

    /// <summary>
    /// The day of an instant by the clock of a side. Days are entered as instants, the end or the beginning of a working day of whoever
    /// entered them: told by that clock, they are the same day for both.
    /// </summary>
    public DateOnly DayOf(DateTimeOffset instant, Side enteredBy) => (Sides[enteredBy].Clock ?? WorkingHours.Default).DayOf(instant);

    /// <summary>Whether the other organization's name has this part, in small letters or capitals; nothing is part of every name.</summary>
    public bool IsNamed(Viewer viewer, string? part) =>
        part is null || Sides[SideOf(viewer).Other].Name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
