namespace Tandem.Workspace.People;

/// <summary>Somebody in an organization, as its other members see them.</summary>
public sealed record Member(AccountId Account, string Pseudonym, string Name, string Address, Role Role, DateTimeOffset JoinedAt);

/// <summary>A link by which one address may become a member.</summary>
/// <param name="Id">The digest of the token in the link, which is what there is of it.</param>
public sealed record MemberInvitation(string Id, string Address, Role Role, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a link may be used.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);
}

/// <summary>What whoever holds the link is shown.</summary>
public sealed record OpenInvitation(Core.Vocabulary.OrganizationId Organization, string Name, string Address, Role Role, AccountId? InvitedBy);

/// <summary>What became of a change of members.</summary>
public enum MemberChange
{
    Done,
    NotThere,

    /// <summary>An organization always has somebody who can administer it.</summary>
    LastOwner,
}
