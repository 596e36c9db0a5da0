namespace Tandem.Workspace.People;

/// <summary>Days on which an organization does not work: no clock runs for it.</summary>
public sealed record Absence(DateOnly First, DateOnly Last, string What);
