using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>
/// The other side says yes. What is acknowledged already may be confirmed again and nothing changes; a charter is signed
/// once, and only if it can measure everything in the ledger.
/// </summary>
internal static class ConfirmEntry
{
    public static Refusal? Ask(SharedRecord record, Side side, Confirmation confirmation)
    {
        if (record.Missing(confirmation.Of, "body.of") is { } missing)
        {
            return missing;
        }

        var state = record.Find(confirmation.Of)!;
        return state.IsWordAboutAnother ? new(RefusalCode.BadRefKind, "body.of", state.Statement.Fact.Kind)
            : state.Side == side ? new(RefusalCode.WrongAuthor, "side", side.ToString())
            : state.IsInForce ? new(RefusalCode.AlreadyInForce, "body.of", confirmation.Of.Value)
            : state.Statement.Fact is Charter charter ? Unrated(record, charter)
            : null;
    }

    private static Refusal? Unrated(SharedRecord record, Charter charter)
    {
        foreach (var currency in record.Head.Currencies)
        {
            if (!charter.Yardstick.Measures(currency))
            {
                return new(RefusalCode.NoRate, "body.yardstick.rates", currency);
            }
        }

        return null;
    }
}
