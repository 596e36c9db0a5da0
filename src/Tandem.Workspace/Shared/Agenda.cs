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
        var seen = record.Entries.Where(state => state.WithdrawnBy == 0 && state.Statement.Occurred <= at).OrderBy(state => state.Sequence)
            .Select(state => (State: state, Stands: record.AttestationOf(state, at))).ToList();
        var standing = seen.Where(entry => entry.Stands != Attestation.Disputed).Select(entry => entry.State).ToList();
        var settled = standing.Select(state => state.Said).OfType<Resolution>().Select(resolution => resolution.Commitment).ToHashSet();
        return new(
            Of(standing.Where(state => state.Said is Commitment && !settled.Contains(state.Id)).OrderBy(state => ((Commitment)state.Said).Due),
                state => ((Commitment)state.Said).By),
            Of(standing.Where(state => state.Said is Request && state.AnsweredBy == 0), state => ((Request)state.Said).From.Other),
            Of(seen.Where(entry => entry.Stands == Attestation.Claimed && IsClaimToAnswer(entry.State)).Select(entry => entry.State),
                state => state.Side.Other),
            Of(standing.Where(state => state.Said is Decision { IsProposed: true } && state.ConsentedBy == 0),
                state => (((Decision)state.Said).DecidedBy ?? state.Side).Other),
            Of(standing.Where(state => state.NeedsBoth && state.ConfirmedBy == 0), state => state.Side.Other),
            Of(seen.Where(entry => entry.Stands == Attestation.Disputed).Select(entry => entry.State), state => state.Side.Other));
    }

    /// <summary>How many things wait for a word of a side.</summary>
    public int WaitsFor(Side side) => Requests[side].Length + Claims[side].Length + Decisions[side].Length + Signatures[side].Length;

    /// <summary>Decisions are consented to and signatures given; the rest is confirmed or disputed.</summary>
    private static bool IsClaimToAnswer(EntryState state) => !state.NeedsBoth && state.Said is not (Decision { IsProposed: true } or Response);

    private static Sides<ImmutableArray<EntryState>> Of(IEnumerable<EntryState> states, Func<EntryState, Side> whose)
    {
        var bySide = states.ToLookup(whose);
        return Sides.Of(side => bySide[side].ToImmutableArray());
    }
}
