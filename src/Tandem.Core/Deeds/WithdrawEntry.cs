using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>The author's side takes back a claim, an unanswered request, or what the other side has not signed yet.</summary>
internal static class WithdrawEntry
{
    public static Refusal? Ask(SharedRecord record, Statement statement, Withdrawal withdrawal)
    {
        if (record.Missing(withdrawal.Of, "body.of") is { } missing)
        {
            return missing;
        }

        var state = record.Find(withdrawal.Of)!;
        return state.IsWordAboutAnother ? new(RefusalCode.BadRefKind, "body.of", state.Statement.Fact.Kind)
            : state.Side != statement.Side ? new(RefusalCode.WrongAuthor, "side", statement.Side.ToString())
            : IsOpen(record, state, statement.Recorded) ? null
            : new(RefusalCode.NotWithdrawable, "body.of", withdrawal.Of.Value);
    }

    private static bool IsOpen(SharedRecord record, EntryState state, DateTimeOffset at) => state.Statement.Fact switch
    {
        Request => state.AnsweredBy == 0,
        Charter or Settlement or Agreement => !state.IsInForce,
        _ => record.AttestationOf(state, at) is Attestation.Claimed or Attestation.Disputed,
    };
}
