using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>
/// Rings when something about a relationship has changed in this process: an entry, a draft, who sits at the table. It says
/// which relationship and nothing else; whoever listens looks for itself, as far as it may.
/// </summary>
public sealed class Bell
{
    public event Action<RelationshipId>? Rung;

    public void Ring(RelationshipId id) => Rung?.Invoke(id);
}
