using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>Only the harmed side can forgive.</summary>
internal static class ForgiveWrong
{
    public static Refusal? Ask(SharedRecord record, Side side, Forgiveness forgiveness) =>
        record.MustBe(forgiveness.Of, "body.of", fact => fact is Commitment or Incident)
        ?? (Fault.Of(record.Find(forgiveness.Of)!.Said) == side
            ? new(RefusalCode.WrongAuthor, "side", side.ToString())
            : null);
}
