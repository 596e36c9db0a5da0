using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;
using Person = Tandem.Workspace.People.Person;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Organizations, their members, and what shows who they are. The accounts themselves are the framework's. What belongs to one
/// person is asked for by that person's account, what belongs to an organization by a viewer.
/// </summary>
public interface IPeopleStore
{
    /// <summary>Whether anybody has an account here, with an address that is confirmed. While nobody has, the person at the machine
    /// acts for the workspace's owner.</summary>
    Task<bool> HasAccountsAsync(CancellationToken ct);

    /// <summary>Whether anybody is a member of an organization here. Then a command says for whom it acts.</summary>
    Task<bool> HasMembersAsync(CancellationToken ct);

    Task<Person?> PersonAsync(AccountId account, CancellationToken ct);

    /// <summary>Name, language, zone and shortcuts; the address is the account's.</summary>
    Task SavePersonAsync(Person person, DateTimeOffset at, CancellationToken ct);

    /// <summary>The organizations a person belongs to, in the order of joining.</summary>
    Task<ImmutableArray<Membership>> MembershipsAsync(AccountId account, CancellationToken ct);

    /// <summary>The same for the account with this address, which is confirmed; none where there is no such account.</summary>
    Task<ImmutableArray<Membership>> MembershipsOfAsync(string address, CancellationToken ct);

    /// <summary>The domains an organization has shown to be its own, with how.</summary>
    Task<ImmutableArray<ProvenDomain>> ProvenDomainsAsync(OrganizationId organization, CancellationToken ct);

    /// <summary>Who stands behind the pseudonyms of both sides' entries; those that have left without their account are not there.</summary>
    Task<ImmutableDictionary<string, string>> AuthorsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    // Organizations

    /// <summary>The viewer's own.</summary>
    Task<Organization?> OrganizationAsync(Viewer viewer, CancellationToken ct);

    /// <summary>A new organization with its first owner.</summary>
    Task<Membership> FoundAsync(AccountId founder, string name, DateTimeOffset at, CancellationToken ct);

    /// <summary>The organization that owns this workspace, while nobody is a member of it.</summary>
    Task<Organization?> UnclaimedAsync(CancellationToken ct);

    /// <summary>
    /// Makes somebody the first owner of it, and ends the keys that were made before anybody had an account. <c>null</c> when
    /// somebody else was first.
    /// </summary>
    Task<Membership?> ClaimAsync(AccountId founder, DateTimeOffset at, CancellationToken ct);

    /// <summary>Name and working hours. Readings that depend on the hours are out of date from then on.</summary>
    Task SetOrganizationAsync(Viewer viewer, string name, WorkingHours clock, CancellationToken ct);

    Task<ImmutableArray<Absence>> AbsencesAsync(Viewer viewer, CancellationToken ct);

    /// <summary><c>false</c> when one begins on that day already, or there are too many.</summary>
    Task<bool> AddAbsenceAsync(Viewer viewer, Absence absence, CancellationToken ct);

    Task<bool> RemoveAbsenceAsync(Viewer viewer, DateOnly first, CancellationToken ct);

    // Members

    Task<ImmutableArray<Member>> MembersAsync(Viewer viewer, CancellationToken ct);

    Task<MemberChange> SetRoleAsync(Viewer viewer, string pseudonym, Role role, CancellationToken ct);

    /// <summary>Somebody goes, or is made to. Their pseudonym stays.</summary>
    Task<MemberChange> RemoveMemberAsync(Viewer viewer, string pseudonym, DateTimeOffset at, CancellationToken ct);

    /// <summary>What a provider says of somebody's role counts at each sign-in; <c>null</c> takes the membership away.</summary>
    Task<MemberChange> AssignAsync(OrganizationId organization, AccountId account, Role? role, DateTimeOffset at, CancellationToken ct);

    /// <summary><c>false</c> when there are too many open ones.</summary>
    Task<bool> InviteMemberAsync(
        Viewer viewer, Token token, string address, Role role, DateTimeOffset at, DateTimeOffset expires, CancellationToken ct);

    /// <summary>Those that can still be used.</summary>
    Task<ImmutableArray<MemberInvitation>> MemberInvitationsAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct);

    Task<bool> RevokeInvitationAsync(Viewer viewer, string id, DateTimeOffset at, CancellationToken ct);

    /// <summary><c>null</c> when it was used, revoked, has expired or never was.</summary>
    Task<OpenInvitation?> FindInvitationAsync(Token token, DateTimeOffset now, CancellationToken ct);

    /// <summary>Uses it up. <c>null</c> when it cannot be used, or not for this address.</summary>
    Task<Membership?> JoinAsync(Token token, AccountId account, string address, DateTimeOffset now, CancellationToken ct);

    // Domains

    Task<ImmutableArray<Domain>> DomainsAsync(Viewer viewer, CancellationToken ct);

    Task<DomainAnswer> AskDomainAsync(Viewer viewer, string domain, string code, DateTimeOffset at, CancellationToken ct);

    /// <summary>Counts a try; <c>false</c> when there were too many.</summary>
    Task<bool> TryDomainAsync(Viewer viewer, string domain, CancellationToken ct);

    Task<DomainAnswer> ProveDomainAsync(Viewer viewer, string domain, string method, DateTimeOffset at, CancellationToken ct);

    Task<bool> RemoveDomainAsync(Viewer viewer, string domain, CancellationToken ct);

    /// <summary>Who has shown a domain to be its own.</summary>
    Task<OrganizationId?> HolderAsync(string domain, CancellationToken ct);

    // Sessions

    Task AddSessionAsync(Session session, CancellationToken ct);

    /// <summary><c>null</c> when it was revoked or has expired.</summary>
    Task<Session?> SessionAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    Task<ImmutableArray<Session>> SessionsAsync(AccountId account, DateTimeOffset now, CancellationToken ct);

    Task SeeSessionAsync(Guid id, DateTimeOffset at, DateTimeOffset expires, CancellationToken ct);

    Task ProveSessionAsync(Guid id, DateTimeOffset at, CancellationToken ct);

    /// <summary><c>false</c> when the person does not belong to that organization.</summary>
    Task<bool> SeatSessionAsync(Guid id, AccountId account, OrganizationId organization, CancellationToken ct);

    /// <param name="only">One of the account's sessions; <c>null</c> for all.</param>
    /// <param name="but">Except this one.</param>
    Task<int> RevokeSessionsAsync(AccountId account, Guid? only, Guid? but, DateTimeOffset at, CancellationToken ct);

    // Keys

    Task<ImmutableArray<ApiKey>> KeysAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct);

    /// <summary><c>false</c> when there are too many.</summary>
    Task<bool> AddKeyAsync(Viewer viewer, ApiKey key, Token token, CancellationToken ct);

    Task<bool> RevokeKeyAsync(Viewer viewer, Guid id, DateTimeOffset at, CancellationToken ct);

    /// <summary>On whose behalf a program with this key acts; <c>null</c> when the key does not open. Keeps the hour of its use.</summary>
    Task<(Viewer Viewer, Guid Key)?> OpenWithKeyAsync(Token token, DateTimeOffset now, CancellationToken ct);

    // Audit

    Task WriteAuditAsync(AuditLine line, CancellationToken ct);

    /// <summary>The lines of the viewer's organization, newest first.</summary>
    /// <param name="what">Only these; empty for all.</param>
    /// <param name="before">Lines older than this one; <c>null</c> from the newest.</param>
    Task<ImmutableArray<AuditLine>> AuditAsync(Viewer viewer, ImmutableArray<string> what, Guid? before, int most, CancellationToken ct);

    /// <summary>What a person did with their own account, newest first.</summary>
    Task<ImmutableArray<AuditLine>> OwnAuditAsync(AccountId account, int most, CancellationToken ct);

    /// <summary>Whether somebody ever came in, however much was tried since.</summary>
    Task<bool> HasSignedInAsync(AccountId account, CancellationToken ct);

    // Erasure

    /// <summary>
    /// Forgets a person and their account; the pseudonyms of their memberships stay. Refused while some organization would be left
    /// without an owner.
    /// </summary>
    Task<MemberChange> EraseAsync(AccountId account, DateTimeOffset at, CancellationToken ct);

    // Secrets that all processes of this host share. The framework asks for them without a task.

    IReadOnlyList<string> Secrets(string kind);

    void KeepSecret(string kind, string name, string value, DateTimeOffset at);
}

/// <param name="Method"><c>dns</c>, or the role address that was written to.</param>
public sealed record ProvenDomain(string Domain, string Method, DateTimeOffset ProvenAt);
