using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>
/// What is open between two sides, counted by the side it waits for. Nothing of it is a judgement; it is what the entries say and
/// nobody has answered yet. What is open is for <see cref="OpenMatters"/> to say.
/// </summary>
/// <param name="Commitments">By the side that made them; the earliest due first.</param>
/// <param name="Requests">By the side that owes the answer.</param>
/// <param name="Claims">What the other side claims, by the side whose word it waits for.</param>
/// <param name="Decisions">Proposed, by the side whose consent they wait for.</param>
/// <param name="Signatures">Charters, settlements and agreements, by the side that has not signed.</param>
public sealed record Agenda(
    Sides<ImmutableArray<StandingCommitment>> Commitments, Sides<int> Requests, Sides<int> Claims, Sides<int> Decisions, Sides<int> Signatures)
{
    public static Agenda Of(ReadLedger ledger)
    {
        int[] claims = [0, 0], decisions = [0, 0], signatures = [0, 0];
        foreach (var matter in ledger.Course.Chronicle.Matters)
        {
            if (!matter.IsVisible(ledger.At) || matter.At(ledger.At) is not { Attestation: Attestation.Acknowledged or Attestation.Claimed } sight)
            {
                continue;
            }

            switch (sight.Said)
            {
                case var _ when Kinds.NeedBoth.Contains(matter.Statement.Fact.Kind):
                    signatures[(int)matter.Side.Other] += sight.Confirmation is null ? 1 : 0;
                    break;
                case Decision { IsProposed: true } decision:
                    decisions[(int)(decision.DecidedBy ?? matter.Side).Other] += sight.Consent is null ? 1 : 0;
                    break;
                case not Response when sight.Attestation == Attestation.Claimed:
                    claims[(int)matter.Side.Other]++;
                    break;
                default:
                    break; // it waits for nobody's word
            }
        }

        var requests = ledger.Requests().ToLookup(request => request.OwedBy);
        return new(
            ledger.OpenCommitments(), Sides.Of(side => requests[side].Count()), Sides.Of(side => claims[(int)side]),
            Sides.Of(side => decisions[(int)side]), Sides.Of(side => signatures[(int)side]));
    }
}
