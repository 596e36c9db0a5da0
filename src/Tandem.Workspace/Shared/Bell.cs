using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>
/// Rings when something about a relationship has changed in this process: an entry, a draft, who sits at the table. It says
/// which relationship and nothing else; whoever listens looks for itself, as far as it may.
/// </summary>
public sealed class Bell
{
    public event Action<RelationshipId>? Rung;

    /// <summary>Something about all relationships of an organization has changed: what it is called, when it works.</summary>
    public event Action<OrganizationId>? Tolled;

    public void Ring(RelationshipId id) => Rung?.Invoke(id);

    public void Toll(OrganizationId organization) => Tolled?.Invoke(organization);
}
