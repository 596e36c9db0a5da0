namespace Tandem.Workspace.People;

/// <summary>What a member is in an organization; what each may do stands in <see cref="Rights"/>.</summary>
public enum Role
{
    /// <summary>Reads what its organization may read.</summary>
    Viewer,

    /// <summary>An executive sponsor: reads, records and signs; does not administer.</summary>
    Sponsor,

    /// <summary>Reads, records, imports and invites the other side.</summary>
    Member,

    /// <summary>Everything, the administration of the organization included.</summary>
    Owner,
}
