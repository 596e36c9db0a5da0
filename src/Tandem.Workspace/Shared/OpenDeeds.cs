using System.Collections.Immutable;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Shared;

/// <summary>What can be done about an entry.</summary>
[Flags]
public enum OpenDeeds
{
    None = 0,
    Confirm = 1,
    Dispute = 2,
    Withdraw = 4,
    Answer = 8,
    Resolve = 16,
    Repair = 32,
    Forgive = 64,
    Agree = 128,
    Erase = 256,
    Consent = 512,
}

/// <summary>
/// What a viewer may do about an entry now. The rules of admission are asked themselves, over the entry and what it names; what they
/// would let pass and what would change nothing is not offered.
/// </summary>
public sealed class DeedsAtHand(Viewer viewer, TableHead head, ReadLedger ledger)
{
    private static readonly EntryId New = new("new");

    public OpenDeeds Of(ShownEntry entry, IReadOnlyDictionary<EntryId, ShownEntry> named)
    {
        if (!viewer.May(Right.Record) || !head.IsShared)
        {
            return OpenDeeds.None;
        }

        var record = new SharedRecord(head.Record);
        record.Hold(entry.State);
        foreach (var other in entry.Statement.Fact.References)
        {
            if (other != entry.Id && named.TryGetValue(other, out var held))
            {
                record.Hold(held.State);
            }
        }

        var attestation = entry.AttestationAt(head.At);
        var isOpenClaim = attestation is Attestation.Claimed or Attestation.Disputed;
        var (id, us) = (entry.Id, head.Us);
        var deeds = OpenDeeds.None;
        Offer(OpenDeeds.Confirm, (isOpenClaim && entry.State.IsClaim) || (entry.State.NeedsBoth && !entry.State.IsInForce), new Confirmation(id));
        Offer(OpenDeeds.Dispute, isOpenClaim, new Dispute(id));
        Offer(OpenDeeds.Withdraw, true, new Withdrawal(id));
        Offer(OpenDeeds.Answer, entry.Statement.Fact is Request, new Response(id, Answer.Answered));
        Offer(OpenDeeds.Resolve, IsUnresolved(entry), new Resolution(id, Outcome.Kept, null, null));
        Offer(OpenDeeds.Repair, Fault.Of(entry.State.Said) == us && IsWrong(entry) && !Has<Repair>(id), new Repair(id));
        Offer(OpenDeeds.Forgive, IsWrong(entry) && !Has<Forgiveness>(id), new Forgiveness(id));
        Offer(OpenDeeds.Consent, entry.State.Said is Decision { IsProposed: true } && !entry.State.IsConsented, new Consent(id, true));
        if (isOpenClaim && viewer.May(Right.Sign) && IsAgreeable(entry.Statement.Fact))
        {
            deeds |= OpenDeeds.Agree;
        }

        if (entry.Statement.Side == us && !entry.Texts.IsEmpty && (viewer.May(Right.Administer) || entry.Statement.By == viewer.Pseudonym))
        {
            Offer(OpenDeeds.Erase, true, new Redaction(id, [.. entry.Texts.Select(text => text.Name)], "own_wish"));
        }

        return deeds;

        void Offer(OpenDeeds deed, bool isUseful, Fact fact)
        {
            if (isUseful && Admission.Decide(record, LineOf(fact)) is Verdict.Accepted
                && (deed != OpenDeeds.Confirm || !entry.State.NeedsBoth || viewer.May(Right.Sign)))
            {
                deeds |= deed;
            }
        }
    }

    private Line LineOf(Fact fact)
    {
        var at = head.Record.LastRecorded is { } last && last > head.At ? last : head.At;
        return new(New, at, new Statement(New, head.Us, viewer.Pseudonym, at, at, fact, default, []), null);
    }

    /// <summary>Kinds whose body can be replaced by another one (rule R21), and that a form is made for.</summary>
    private static bool IsAgreeable(Fact fact) => fact is Contribution or Risk or Benefit or Realisation or Commitment or Resolution
        or Incident or Concession or RiskTransfer or Transaction;

    private bool IsUnresolved(ShownEntry entry) => entry.Statement.Fact is Commitment && !ResolutionsOf(entry.Id).Any();

    private bool IsWrong(ShownEntry entry) => entry.State.Said switch
    {
        Incident => true,
        Commitment => ResolutionsOf(entry.Id).Any(end => end.Statement.Fact is Resolution { Outcome: Outcome.Broken or Outcome.Partial }),
        _ => false,
    };

    private IEnumerable<Matter> ResolutionsOf(EntryId commitment) => Words<Resolution>(commitment)
        .Where(word => ((Resolution)word.Statement.Fact).Commitment == commitment
            && word.At(ledger.At).Attestation is Attestation.Claimed or Attestation.Acknowledged);

    private bool Has<T>(EntryId id)
        where T : Fact => Words<T>(id).Any(word => word.At(ledger.At).Attestation != Attestation.Withdrawn);

    private IEnumerable<Matter> Words<T>(EntryId id)
        where T : Fact => ledger.Course.Chronicle.Find(id)?.Words.Where(word => word.Statement.Fact is T) ?? [];
}
