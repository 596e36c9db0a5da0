using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>A commitment as it stands.</summary>
/// <param name="Resolution">What it ended with; <c>null</c> while it is open.</param>
public sealed record StandingCommitment(EntryId Id, Commitment Said, EntryId? Resolution, Outcome? Outcome, DateTimeOffset? Ended);

/// <summary>A request that nobody has answered.</summary>
/// <param name="Hours">Working hours of the side that owes the answer, so far.</param>
public sealed record OpenRequest(EntryId Id, Side OwedBy, double Hours, DateTimeOffset? Due);

/// <summary>What a ledger says is still to be done, at the instant it was read for.</summary>
public static class OpenMatters
{
    extension(ReadLedger ledger)
    {
        /// <summary>Commitments that neither side took back or disputes, in the order of the ledger.</summary>
        public IEnumerable<StandingCommitment> Commitments()
        {
            foreach (var matter in ledger.Course.Chronicle.Matters)
            {
                if (matter.Statement.Fact is Commitment && matter.IsVisible(ledger.At)
                    && matter.At(ledger.At) is { Attestation: Attestation.Acknowledged or Attestation.Claimed, Said: Commitment said })
                {
                    var ended = EndOf(matter, ledger.At);
                    yield return new(matter.Id, said, ended?.Id, (ended?.Statement.Fact as Resolution)?.Outcome, ended?.Occurred);
                }
            }
        }

        /// <summary>Requests without an answer, those that wait longest first.</summary>
        public ImmutableArray<OpenRequest> Requests() =>
        [
            .. ledger.Course.Chronicle.Books.Waits.Values.Where(wait => wait.What.State == WaitState.Open)
                .Select(wait => new OpenRequest(
                    wait.Matter.Id, wait.What.OwedBy, ledger.Hours[wait.What.OwedBy].HoursBetween(wait.What.Opened, ledger.At), wait.What.Due))
                .OrderByDescending(request => request.Hours),
        ];

        /// <summary>Entries that the other side says are not so, in the order of the ledger.</summary>
        public ImmutableArray<EntryId> Disputed() => ledger.Course.Chronicle.Disputed == 0 ? [] :
        [
            .. ledger.Course.Chronicle.Matters
                .Where(matter => matter.IsVisible(ledger.At) && matter.At(ledger.At).Attestation == Attestation.Disputed).Select(matter => matter.Id),
        ];

        /// <summary>Entries of one kind that stand, the latest first.</summary>
        public IEnumerable<Matter> Standing<T>()
            where T : Fact => ledger.Course.Chronicle.Matters.Reverse()
                .Where(matter => matter.Statement.Fact is T && matter.At(ledger.At).Attestation != Attestation.Withdrawn);
    }

    /// <summary>Of several resolutions the last that is not disputed or taken back.</summary>
    private static Matter? EndOf(Matter commitment, DateTimeOffset at)
    {
        for (var word = commitment.Words.Count - 1; word >= 0; word--)
        {
            if (commitment.Words[word] is { Statement.Fact: Resolution of } end && of.Commitment == commitment.Id && end.IsVisible(at)
                && end.At(at).Attestation is Attestation.Acknowledged or Attestation.Claimed)
            {
                return end;
            }
        }

        return null;
    }
}
