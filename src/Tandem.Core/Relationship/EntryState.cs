using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// What stands of an entry now, and by which later entries: nothing is ever edited, later ones point back. The numbers are
/// sequences; 0 is none.
/// </summary>
public sealed class EntryState(long sequence, Statement statement, Side? favours, DateTimeOffset? lapsesAt)
{
    public long Sequence => sequence;

    public Statement Statement => statement;

    public EntryId Id => statement.Id;

    public Side Side => statement.Side;

    /// <summary>In whose interest it is; <c>null</c> for nobody's.</summary>
    public Side? Favours => favours;

    /// <summary>When a claim is acknowledged by silence; <c>null</c> for never.</summary>
    public DateTimeOffset? LapsesAt => lapsesAt;

    public long ConfirmedBy { get; set; }

    public long DisputedBy { get; set; }

    public long WithdrawnBy { get; set; }

    /// <summary>The agreement in force whose body stands in place of this one's.</summary>
    public long AgreedBy { get; set; }

    /// <summary>What that agreement says in place of its own; <c>null</c> while there is none.</summary>
    public Fact? Agreed { get; set; }

    /// <summary>What it says: its own fact, or what both sides agreed upon in its place.</summary>
    public Fact Said => Agreed ?? statement.Fact;

    /// <summary>Of a request: its response.</summary>
    public long AnsweredBy { get; set; }

    /// <summary>Of a proposed decision: the last consent, and whether it was a yes. A yes confirms it too (rule R9).</summary>
    public long ConsentedBy { get; set; }

    public bool IsConsented { get; set; }

    /// <summary>Whether a later entry changed what stands of it.</summary>
    public bool IsPointedTo => (ConfirmedBy | DisputedBy | WithdrawnBy | AgreedBy | AnsweredBy | ConsentedBy) != 0;

    /// <summary>A claim is made in one's own interest; everything else counts in full at once.</summary>
    public bool IsClaim => favours == statement.Side;

    /// <summary>Of a charter, settlement or agreement: signed by both.</summary>
    public bool IsInForce => NeedsBoth && ConfirmedBy > 0 && WithdrawnBy == 0;

    /// <summary>A charter, settlement or agreement says nothing until the other side signs it.</summary>
    public bool NeedsBoth => statement.Fact is Charter or Settlement or Agreement;

    /// <summary>Confirmations, disputes, withdrawals and redactions are words about an entry, and end there.</summary>
    public bool IsWordAboutAnother => statement.Fact is Confirmation or Dispute or Withdrawal or Redaction;

    /// <summary>The same, its fact read further: what an agreement says is only known beside the entry it replaces.</summary>
    public EntryState Saying(Fact fact) => new(sequence, statement with { Fact = fact }, favours, lapsesAt)
    {
        ConfirmedBy = ConfirmedBy,
        DisputedBy = DisputedBy,
        WithdrawnBy = WithdrawnBy,
        AgreedBy = AgreedBy,
        Agreed = Agreed,
        AnsweredBy = AnsweredBy,
        ConsentedBy = ConsentedBy,
        IsConsented = IsConsented,
    };

    /// <param name="at">The instant of the reading: silence turns a claim into something acknowledged.</param>
    public Attestation AttestationAt(DateTimeOffset at) => AttestationAt(at, favours);

    /// <param name="favoured">In whose interest it is now: what it is about may say something else since.</param>
    public Attestation AttestationAt(DateTimeOffset at, Side? favoured) =>
        WithdrawnBy > 0 ? Attestation.Withdrawn
        : favoured != statement.Side || ConfirmedBy > 0 || AgreedBy > 0 || IsConsented ? Attestation.Acknowledged
        : DisputedBy > 0 ? Attestation.Disputed
        : lapsesAt <= at ? Attestation.Acknowledged
        : Attestation.Claimed;
}
