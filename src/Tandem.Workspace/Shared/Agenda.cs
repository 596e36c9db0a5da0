using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>
/// What is open between two sides at an instant, and on whom it waits: promises, requests, claims, decisions, signatures and
/// disputes. Nothing of it is a judgement; it is what the entries say and nobody has answered yet.
/// </summary>
/// <param name="Commitments">Without a resolution that stands, by the side that made them; the earliest due first.</param>
/// <param name="Requests">Without an answer, by the side that owes it; the oldest first.</param>
/// <param name="Claims">What the other side claims, by the side whose word it waits for.</param>
/// <param name="Decisions">Proposed, by the side whose consent they wait for.</param>
/// <param name="Signatures">Charters, settlements and agreements, by the side that has not signed.</param>
/// <param name="Disputed">By the side that disputes.</param>
public sealed record Agenda(
    Sides<ImmutableArray<EntryState>> Commitments, Sides<ImmutableArray<EntryState>> Requests, Sides<ImmutableArray<EntryState>> Claims,
    Sides<ImmutableArray<EntryState>> Decisions, Sides<ImmutableArray<EntryState>> Signatures, Sides<ImmutableArray<EntryState>> Disputed)
{
    public static Agenda Of(IEnumerable<Statement> statements, DateTimeOffset at)
    {
        var record = SharedRecord.Of(statements);
        var states = record.Entries.Where(state => state.WithdrawnBy == 0 && state.Statement.Occurred <= at).OrderBy(state => state.Sequence).ToList();
        var settled = states.Where(state => state.Said is Resolution && record.AttestationOf(state, at) != Attestation.Disputed)
            .Select(state => ((Resolution)state.Said).Commitment).ToHashSet();
        return new(
            Of(states.Where(s => s.Said is Commitment && !settled.Contains(s.Id) && record.AttestationOf(s, at) != Attestation.Disputed)
                .OrderBy(s => ((Commitment)s.Said).Due), s => ((Commitment)s.Said).By),
            Of(states.Where(s => s.Said is Request && s.AnsweredBy == 0), s => ((Request)s.Said).From.Other),
            Of(states.Where(s => !s.NeedsBoth && s.Said is not (Decision { IsProposed: true } or Response) && record.AttestationOf(s, at) == Attestation.Claimed),
                s => s.Side.Other),
            Of(states.Where(s => s.Said is Decision { IsProposed: true } && s.ConsentedBy == 0 && record.AttestationOf(s, at) != Attestation.Disputed),
                s => (((Decision)s.Said).DecidedBy ?? s.Side).Other),
            Of(states.Where(s => s.NeedsBoth && s.ConfirmedBy == 0), s => s.Side.Other),
            Of(states.Where(s => record.AttestationOf(s, at) == Attestation.Disputed), s => s.Side.Other));
    }

    /// <summary>How many things wait for a word of a side.</summary>
    public int WaitsFor(Side side) => Requests[side].Length + Claims[side].Length + Decisions[side].Length + Signatures[side].Length;

    private static Sides<ImmutableArray<EntryState>> Of(IEnumerable<EntryState> states, Func<EntryState, Side> whose)
    {
        var bySide = states.ToLookup(whose);
        return Sides.Of(side => bySide[side].ToImmutableArray());
    }
}
