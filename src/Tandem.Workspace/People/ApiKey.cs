namespace Tandem.Workspace.People;

/// <summary>A key by which a program acts for an organization, without the key itself.</summary>
/// <param name="IsSharedOnly">Nothing private is in its scope.</param>
public sealed record ApiKey(
    Guid Id, string Name, Role Role, bool IsSharedOnly, AccountId? MadeBy, string Pseudonym, DateTimeOffset MadeAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
