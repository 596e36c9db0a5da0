using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.People;

/// <summary>A person's place in an organization.</summary>
/// <param name="Pseudonym">How entries name them: it says nothing by itself, and outlives the account.</param>
public sealed record Membership(OrganizationId Organization, AccountId Account, Role Role, string Pseudonym, DateTimeOffset JoinedAt)
{
    /// <summary>What the organization is called.</summary>
    public string Name { get; init; } = "";
}
