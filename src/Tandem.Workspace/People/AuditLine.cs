using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.People;

/// <summary>Something that was done with access: apart from the ledger, seen by the owners of the organization alone.</summary>
/// <param name="What">One of <see cref="AuditCode"/>.</param>
/// <param name="About">The relationship it is about.</param>
/// <param name="Detail">A few words: never what people wrote.</param>
/// <param name="Address">From where, as far as the host knows.</param>
public sealed record AuditLine(
    Guid Id, DateTimeOffset At, OrganizationId? Organization, AccountId? Account, string What, RelationshipId? About = null,
    string Detail = "", string Address = "")
{
    /// <summary>The key that was used, if a program did it.</summary>
    public Guid? Key { get; init; }

    /// <summary>What the person is called, when the line is read.</summary>
    public string? Name { get; init; }
}
