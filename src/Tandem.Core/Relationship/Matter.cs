using System.Runtime.InteropServices;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// An entry together with what later entries say of it: the confirmations, disputes, resolutions, repairs and answers that
/// name it. What it amounts to is asked for an instant, because some of them may take effect later.
/// </summary>
public sealed class Matter
{
    internal static readonly long Never = DateTimeOffset.MaxValue.UtcTicks;

    private readonly Edition edition;
    private List<Matter>? words;
    private int agreements;
    private (long Edition, DateTimeOffset At, Sight Sight) remembered;

    internal Matter(long sequence, Statement statement, Side? favours, DateTimeOffset? lapsesAt, Edition edition)
    {
        this.edition = edition;
        (Sequence, Statement, Favours, LapsesAt) = (sequence, statement, favours, lapsesAt);
        (Occurred, Word) = (statement.Occurred, WordKinds.Of(statement.Fact));
    }

    public long Sequence { get; }

    public Statement Statement { get; }

    public EntryId Id => Statement.Id;

    public Side Side => Statement.Side;

    public DateTimeOffset Occurred { get; }

    public DateTimeOffset Recorded => Statement.Recorded;

    /// <summary>In whose interest it is; <c>null</c> for nobody's.</summary>
    public Side? Favours { get; }

    /// <summary>When silence makes it acknowledged, if it is a claim; <c>null</c> for never.</summary>
    public DateTimeOffset? LapsesAt { get; }

    /// <summary>The later entries that name this one, in their order.</summary>
    public IReadOnlyList<Matter> Words => words is null ? [] : words;

    /// <summary>The entries that this one names, also in a body agreed upon later.</summary>
    internal Matter[] Names { get; private set; } = [];

    /// <summary>Kept here, because it is asked for at every look at what it names.</summary>
    internal WordKind Word { get; }

    /// <summary>What it has put into the books.</summary>
    internal Posting[] Postings { get; set; } = [];

    internal bool IsDue { get; set; }

    /// <summary>When it is to be looked at next, in ticks; what was planned for another time is void.</summary>
    internal long WakesAt { get; set; } = Never;

    /// <summary>What those that refer to it were told last.</summary>
    internal (Fact? Alive, Fact Said, bool IsWithdrawn)? Told { get; set; }

    /// <summary>What it said when it was last seen; <c>null</c> while it feeds nothing.</summary>
    internal Fact? Alive => Told?.Alive;

    /// <summary>As it was last seen; <c>null</c> before that.</summary>
    internal Attestation? Seen { get; set; }

    public bool IsVisible(DateTimeOffset at) => Occurred <= at;

    /// <summary>
    /// What stands of it; the facts that say so are visible at that instant. Asked again for the same instant it remembers, as
    /// long as no entry came or went.
    /// </summary>
    public Sight At(DateTimeOffset at)
    {
        if (remembered.Edition != edition.Number || remembered.At != at)
        {
            remembered = (edition.Number, at, Seeing(at));
        }

        return remembered.Sight;
    }

    private Sight Seeing(DateTimeOffset at)
    {
        Matter? confirmation = null, dispute = null, withdrawal = null, agreement = null, consent = null;
        var signed = 0L;
        foreach (var word in Heard)
        {
            if (!word.IsVisible(at))
            {
                continue;
            }

            switch (word.Word)
            {
                case WordKind.Confirmation:
                    confirmation ??= word;
                    break;
                case WordKind.Dispute:
                    dispute ??= word;
                    break;
                case WordKind.Withdrawal:
                    withdrawal ??= word;
                    break;
                case WordKind.Consent:
                    consent = word;
                    break;
                case WordKind.Agreement when word.At(at) is { IsSigned: true, Confirmation: var by } && by!.Sequence > signed:
                    (agreement, signed) = (word, by.Sequence);
                    break;
                default:
                    break; // says something of its own
            }
        }

        var said = agreement is { Statement.Fact: Agreement { Said: { } replaced } } ? replaced : Statement.Fact;
        var sight = new Sight(default, said, confirmation, agreement, withdrawal, consent);
        return sight with { Attestation = AttestationOf(sight, dispute, at) };
    }

    /// <summary>It was only imagined.</summary>
    internal bool IsForgotten { get; set; }

    /// <summary>The same as <see cref="Words"/>, to go through without a box.</summary>
    internal ReadOnlySpan<Matter> Heard => CollectionsMarshal.AsSpan(words);

    /// <summary>The entry of that id, if this one names it.</summary>
    internal Matter? Named(EntryId id) => id == Id ? this : Array.Find(Names, named => named.Id == id);

    internal void Name(Matter named) => Names = [.. Names, named];

    internal void Unname(Matter named) => Names = [.. Names.Where(other => other != named)];

    internal void Hear(Matter word)
    {
        (words ??= new(1)).Add(word);
        agreements += word.Word == WordKind.Agreement ? 1 : 0;
    }

    internal void Unhear(Matter word)
    {
        if (words?.Remove(word) == true)
        {
            agreements -= word.Word == WordKind.Agreement ? 1 : 0;
        }
    }

    /// <summary>
    /// A resolution or repair favours by whose promise it was: where both sides agreed on another body of that promise since,
    /// by that one.
    /// </summary>
    private Side? FavouredAt(DateTimeOffset at) => Word is WordKind.Resolution or WordKind.Repair && Names is [{ agreements: > 0 } about, ..]
        ? Statement.Fact.Favours(Side, about.At(at).Said)
        : Favours;

    private Attestation AttestationOf(Sight sight, Matter? dispute, DateTimeOffset at) =>
        sight.Withdrawal is not null ? Attestation.Withdrawn
        : FavouredAt(at) != Side || sight.Confirmation is not null || sight.Agreement is not null || sight.IsAgreedTo ? Attestation.Acknowledged
        : dispute is not null ? Attestation.Disputed
        : LapsesAt <= at ? Attestation.Acknowledged
        : Attestation.Claimed;
}
