using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>Either side may say that amends were made.</summary>
internal static class RepairWrong
{
    public static Refusal? Ask(SharedRecord record, Repair repair) =>
        record.MustBe(repair.Of, "body.of", fact => fact is Commitment or Incident);
}
