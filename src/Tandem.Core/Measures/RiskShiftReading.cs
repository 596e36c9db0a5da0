using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Known risks that were moved, beside autonomy and never mixed into it. measures.md 3, rule R20.</summary>
/// <param name="Known">All known risk that was moved, in the yardstick.</param>
/// <param name="Flags">Each move that the other side did not consent to.</param>
public sealed record RiskShiftReading(
    double Known, Sides<double> UnconsentedOnto, ImmutableArray<(EntryId Id, ShiftPosting Shift)> Flags)
{
    public double Unconsented => UnconsentedOnto.A + UnconsentedOnto.B;

    public double? UnconsentedShare => Known > 0 ? Unconsented / Known : null;

    public static RiskShiftReading Of(Chronicle chronicle) => new(
        chronicle.Books.Shifts.Known, chronicle.Books.Shifts.UnconsentedOnto,
        [.. chronicle.Posted<ShiftPosting>().Where(p => !p.Posting.IsConsented).Select(p => (p.Matter.Id, p.Posting))]);
}
