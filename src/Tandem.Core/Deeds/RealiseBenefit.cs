using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

internal static class RealiseBenefit
{
    public static Refusal? Ask(SharedRecord record, Realisation realisation)
    {
        if (realisation.Of is not { } benefit)
        {
            return null;
        }

        return record.MustBe<Benefit>(benefit, "body.benefit")
            ?? (((Benefit)record.Find(benefit)!.Said).Receiver == realisation.Receiver
                ? null
                : new(RefusalCode.BadBody, "body.receiver", realisation.Receiver.ToString()));
    }
}
