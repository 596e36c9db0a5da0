using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>A commitment as it stands.</summary>
/// <param name="EnteredBy">Whose clock its day was written by.</param>
/// <param name="Resolution">What it ended with; <c>null</c> while it is open.</param>
public sealed record StandingCommitment(EntryId Id, Side EnteredBy, Commitment Said, EntryId? Resolution, Outcome? Outcome, DateTimeOffset? Ended);

/// <summary>A request that nobody has answered.</summary>
/// <param name="Hours">Working hours of the side that owes the answer, so far.</param>
public sealed record OpenRequest(EntryId Id, Side OwedBy, double Hours, DateTimeOffset? Due);

/// <summary>What a ledger says is still to be done, at the instant it was read for.</summary>
public static class OpenMatters
{
    extension(ReadLedger ledger)
    {
        /// <summary>
        /// Commitments that neither side took back or disputes, in the order of the ledger. A newer one in the place of an old one
        /// does not end it: a renegotiation in time does, as any resolution that stands (measures.md 1, rules C1 and R8).
        /// </summary>
        public IEnumerable<StandingCommitment> Commitments()
        {
            foreach (var matter in ledger.Course.Chronicle.Matters)
            {
                if (matter.Statement.Fact is Commitment && matter.IsVisible(ledger.At)
                    && matter.At(ledger.At) is { Attestation: Attestation.Acknowledged or Attestation.Claimed, Said: Commitment said })
                {
                    var ended = EndOf(matter, said, ledger.At);
                    var outcome = (ended?.At(ledger.At).Said as Resolution)?.Outcome;
                    yield return new(matter.Id, matter.Statement.Side, said, ended?.Id, outcome, ended?.Occurred);
                }
            }
        }

        /// <summary>Those of them that have not ended, by the side that made them; the earliest due first.</summary>
        public Sides<ImmutableArray<StandingCommitment>> OpenCommitments()
        {
            var open = ledger.Commitments().Where(commitment => commitment.Outcome is null).OrderBy(commitment => commitment.Said.Due)
                .ToLookup(commitment => commitment.Said.By);
            return Sides.Of(side => open[side].ToImmutableArray());
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

    /// <summary>
    /// Of several resolutions the best attested, of equals the last; none that is disputed or taken back, and no renegotiation that
    /// came too late.
    /// </summary>
    private static Matter? EndOf(Matter commitment, Commitment promise, DateTimeOffset at)
    {
        var (best, weight) = (default(Matter), 0.0);
        foreach (var word in commitment.Words)
        {
            if (word.Statement.Fact is Resolution && word.IsVisible(at) && word.At(at) is { Said: Resolution said } sight
                && said.Commitment == commitment.Id && sight.Weight > 0 && sight.Weight >= weight
                && (said.Outcome != Outcome.Renegotiated || Renegotiation.IsInTime(word, sight, promise, at)))
            {
                (best, weight) = (word, sight.Weight);
            }
        }

        return best;
    }
}
