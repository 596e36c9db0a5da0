using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace.Ports;

/// <summary>Organizations, their members, and what shows who they are.</summary>
public interface IPeopleStore
{
    /// <summary>Whether anybody has an account here. While nobody has, the person at the machine acts for the workspace's owner.</summary>
    Task<bool> HasAccountsAsync(CancellationToken ct);

    /// <summary>The organizations a person belongs to.</summary>
    Task<ImmutableArray<Membership>> MembershipsAsync(AccountId account, CancellationToken ct);

    /// <summary>The domains an organization has shown to be its own, with how.</summary>
    Task<ImmutableArray<ProvenDomain>> ProvenDomainsAsync(OrganizationId organization, CancellationToken ct);

    /// <summary>Who stands behind the pseudonyms of both sides' entries; those that have left without their account are not there.</summary>
    Task<ImmutableDictionary<string, string>> AuthorsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);
}

/// <param name="Method"><c>dns</c>, or the role address that was written to.</param>
public sealed record ProvenDomain(string Domain, string Method, DateTimeOffset ProvenAt);
