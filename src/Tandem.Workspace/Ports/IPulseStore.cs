using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Rounds of questions to the people of one side. Answers are kept without a person and without a time, only until the round
/// closes; that somebody has answered is kept as a digest under a key that goes with them.
/// </summary>
public interface IPulseStore
{
    /// <summary>The rounds of the viewer's own side, the newest first; none out of scope.</summary>
    Task<IReadOnlyList<PulseRound>> RoundsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary><c>false</c> out of scope, or where the round was opened before.</summary>
    Task<bool> OpenAsync(Viewer viewer, RelationshipId id, PulseRound round, CancellationToken ct);

    /// <summary>Whether this person has answered the round.</summary>
    Task<bool> HasAnsweredAsync(Viewer viewer, RelationshipId id, string round, string person, CancellationToken ct);

    /// <summary>Takes in what a person answered. <c>false</c> out of scope, after the close, or when they have answered before.</summary>
    /// <param name="answers">JSON that names nobody.</param>
    Task<bool> AnswerAsync(Viewer viewer, RelationshipId id, string round, string person, string answers, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes no more answers for a round that is open. Nothing is decided of it yet, and what was answered stays.</summary>
    Task EndAsync(Viewer viewer, RelationshipId id, string round, CancellationToken ct);

    /// <summary>What was answered so far, in no order that says anything.</summary>
    Task<ImmutableArray<string>> AnswersAsync(Viewer viewer, RelationshipId id, string round, CancellationToken ct);

    /// <summary>Closes a round for good: its answers, who gave them, and the key go.</summary>
    /// <param name="entry">What it became; <c>null</c>: too few answered.</param>
    Task CloseAsync(Viewer viewer, RelationshipId id, string round, EntryId? entry, DateTimeOffset now, CancellationToken ct);
}

/// <param name="Name">As in <c>2026-Q4</c>.</param>
/// <param name="Answered">How many people have answered; 0 once it is closed.</param>
/// <param name="Entry">What it became; <c>null</c> while it is open, or where too few answered.</param>
public sealed record PulseRound(string Name, DateTimeOffset OpenedAt, DateTimeOffset ClosesAt, DateTimeOffset? ClosedAt, int Answered, EntryId? Entry)
{
    public bool IsOpen => ClosedAt is null;
}
