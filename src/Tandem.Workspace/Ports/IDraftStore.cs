using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Entries that a side has written and not shown. They are private to that side, locked where they lie, and become entries
/// only when the side proposes them.
/// </summary>
public interface IDraftStore
{
    /// <summary>The drafts of the viewer's own side, in the order of writing; none out of scope.</summary>
    Task<IReadOnlyList<Draft>> DraftsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary><c>false</c> out of scope, where the id is taken, or where there are <see cref="Limits.Drafts"/> already.</summary>
    Task<bool> AddAsync(Viewer viewer, RelationshipId id, Draft draft, CancellationToken ct);

    /// <summary>Takes drafts away: they were proposed, or thought better of.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RemoveAsync(Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> drafts, CancellationToken ct);
}

/// <param name="Id">What the entry will be called.</param>
/// <param name="Line">The entry as one line of JSON: envelope, body, text.</param>
/// <param name="Account">Who wrote it; <c>null</c> for the person at the machine.</param>
/// <param name="Invitation">The invitation that shows it to the other side; <c>null</c> while nobody is shown it.</param>
public sealed record Draft(EntryId Id, string Line, AccountId? Account, DateTimeOffset WrittenAt, Guid? Invitation = null);
