namespace Tandem.Workspace.People;

/// <summary>What somebody may do on behalf of their organization.</summary>
public enum Right
{
    /// <summary>The shared record, and what the own side keeps for itself.</summary>
    Read,

    /// <summary>Entries, drafts, notes, answers, confirmations and disputes.</summary>
    Record,

    /// <summary>Binds the organization: charter, settlement, agreement.</summary>
    Sign,

    /// <summary>Evidence in, runs undone.</summary>
    Import,

    /// <summary>Opens relationships, invites the other side and shows it drafts.</summary>
    Invite,

    /// <summary>Members, roles, keys, domains, working hours, audit log, erasure.</summary>
    Administer,
}

/// <summary>The one table of who may do what. Every face asks it through <see cref="Viewer.Demand"/>.</summary>
public static class Rights
{
    public static bool May(this Role role, Right right) => right switch
    {
        Right.Read => true,
        Right.Record => role is not Role.Viewer,
        Right.Sign => role is Role.Owner or Role.Sponsor,
        Right.Import or Right.Invite => role is Role.Owner or Role.Member,
        Right.Administer => role is Role.Owner,
        _ => throw new System.Diagnostics.UnreachableException($"Unknown right {right}."),
    };
}
