using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// The ledger folded: what stands now. It may hold all entries, or only those that the next entry touches: then a shell
/// loads these first (<see cref="Needs"/>), and deciding costs the same however long the ledger is.
/// </summary>
public sealed class SharedRecord(RecordHead head)
{
    private readonly Dictionary<EntryId, EntryState> entries = [];
    private readonly HashSet<EntryState> touched = [];

    public RecordHead Head { get; private set; } = head;

    /// <summary>The entries it holds, in no order.</summary>
    public IReadOnlyCollection<EntryState> Entries => entries.Values;

    /// <summary>The states that changed since <see cref="Settle"/>.</summary>
    public IReadOnlyCollection<EntryState> Touched => touched;

    /// <summary>The whole record of entries that were accepted before, in their order.</summary>
    public static SharedRecord Of(IEnumerable<Statement> accepted)
    {
        var record = new SharedRecord(RecordHead.Empty);
        foreach (var statement in accepted)
        {
            _ = record.Apply(record.Resolved(statement));
        }

        return record;
    }

    public EntryState? Find(EntryId id) => entries.GetValueOrDefault(id);

    /// <summary>
    /// How far an entry is believed. A resolution or repair favours by whose promise it is about; both sides may have agreed on
    /// another body of that promise since.
    /// </summary>
    public Attestation AttestationOf(EntryState state, DateTimeOffset at) =>
        state.Statement.Fact is Resolution or Repair && Find(state.Statement.Fact.References[0]) is { Agreed: { } about }
            ? state.AttestationAt(at, state.Statement.Fact.Favours(state.Side, about))
            : state.AttestationAt(at);

    /// <summary>
    /// The entries a statement names: they, and those that they name in turn, must be held for it to be decided and
    /// applied. Its own id too, so that it is not taken twice.
    /// </summary>
    public static ImmutableArray<EntryId> Needs(Statement statement) => statement.Fact is Agreement agreement
        ? [statement.Id, .. statement.Fact.References, .. agreement.MayName]
        : [statement.Id, .. statement.Fact.References];

    /// <summary>An entry that was applied before, with what stands of it.</summary>
    public void Hold(EntryState state) => entries[state.Id] = state;

    /// <summary>Forgets what changed: it was written.</summary>
    public void Settle() => touched.Clear();

    /// <summary>Takes in the next entry. It was decided upon before: nothing is asked again.</summary>
    public EntryState Apply(Statement statement)
    {
        var state = new EntryState(Head.Size + 1, statement, FavouredBy(statement), null);
        if (state.IsClaim && Head.Charter?.ConfirmationWindow is { } window)
        {
            state = new(Head.Size + 1, statement, state.Favours, Later(statement.Recorded, window));
        }

        entries.Add(statement.Id, state);
        _ = touched.Add(state);
        Head = Head with
        {
            Size = Head.Size + 1,
            LastRecorded = statement.Recorded,
            Currencies = WithCurrencies(statement.Fact),
            Joined = WithJoined(statement),
        };
        Point(state);
        return state;
    }

    /// <summary>What an agreement says is known only beside the entry that it replaces.</summary>
    private Statement Resolved(Statement statement) =>
        statement.Fact is Agreement { Said: null } agreement && Find(agreement.Of) is { } of
            && agreement.As(of.Statement.Fact.Kind, statement.Body, out _) is { } read
            ? statement with { Fact = read }
            : statement;

    /// <summary>
    /// The window of a late charter may reach beyond the last instant there is: then it never ends. Rounded up to what an
    /// entry can say, so that a store keeps it whole.
    /// </summary>
    private static DateTimeOffset? Later(DateTimeOffset recorded, TimeSpan window) =>
        window < DateTimeOffset.MaxValue - recorded - Instant.Smallest
            ? Instant.Cut(recorded + window + Instant.Smallest - TimeSpan.FromTicks(1))
            : null;

    private Side? FavouredBy(Statement statement) => statement.Fact.Favours(
        statement.Side, statement.Fact.References is [var first, ..] ? Find(first)?.Said : null);

    private ImmutableArray<string> WithCurrencies(Fact fact)
    {
        var currencies = Head.Currencies;
        foreach (var worth in fact.Worths)
        {
            if (worth.Currency is { } currency && !currencies.Contains(currency))
            {
                currencies = currencies.Add(currency);
            }
        }

        return currencies;
    }

    private Sides<DateTimeOffset?> WithJoined(Statement statement) =>
        statement.Fact is Redaction || Head.Joined[statement.Side] is not null ? Head.Joined
        : statement.Side == Side.A ? Head.Joined with { A = statement.Recorded }
        : Head.Joined with { B = statement.Recorded };

    /// <summary>What the new entry makes of the one it points back to.</summary>
    private void Point(EntryState state)
    {
        switch (state.Statement.Fact)
        {
            case Confirmation { Of: var of }:
                Confirm(Find(of)!, state.Sequence);
                break;
            case Dispute { Of: var of }:
                Touch(of).DisputedBy = state.Sequence;
                break;
            case Withdrawal { Of: var of }:
                Touch(of).WithdrawnBy = state.Sequence;
                break;
            case Response { Request: var request }:
                Touch(request).AnsweredBy = state.Sequence;
                break;
            case Consent { Decision: var decision, Agreed: var agreed }:
                (Touch(decision).ConsentedBy, Touch(decision).IsConsented) = (state.Sequence, agreed);
                break;
            default:
                break; // says something of its own, or what no state keeps (a resolution is found by its commitment)
        }
    }

    private void Confirm(EntryState confirmed, long by)
    {
        if (confirmed.ConfirmedBy > 0)
        {
            return;
        }

        confirmed.ConfirmedBy = by;
        _ = touched.Add(confirmed);
        switch (confirmed.Statement.Fact)
        {
            case Charter charter:
                Head = Head with { Charter = charter, CharterAt = confirmed.Sequence };
                break;
            case Agreement { Of: var of, Said: var said } when Find(of) is { WithdrawnBy: 0 } agreed:
                (agreed.AgreedBy, agreed.Agreed) = (confirmed.Sequence, said);
                _ = touched.Add(agreed);
                break;
            default:
                break;
        }
    }

    private EntryState Touch(EntryId id)
    {
        var state = Find(id)!;
        _ = touched.Add(state);
        return state;
    }
}
