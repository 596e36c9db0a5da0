using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.People;

/// <summary>A browser that is signed in.</summary>
/// <param name="Organization">For whom the person acts in it; <c>null</c> until they belong to one.</param>
/// <param name="ProvenAt">When they last showed who they are.</param>
/// <param name="Agent">What the browser calls itself, shortened.</param>
public sealed record Session(
    Guid Id, AccountId Account, OrganizationId? Organization, DateTimeOffset MadeAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt,
    DateTimeOffset ProvenAt, string Agent);
