using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// Value in use: what was realised of what was to be expected, at the end of each month (UTC) and as it was known then, so that a
/// back-dated entry never rewrites a past month. The last one is up to the instant of the reading. measures.md 7.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Ratio">By the side that receives; <c>null</c> while nothing is to be expected.</param>
public readonly record struct ValueInUse(DateOnly Month, Sides<double?> Ratio)
{
    /// <param name="accepted">Entries that were accepted before, in their order.</param>
    /// <returns>Nothing before the first month in which something was to be expected.</returns>
    public static ImmutableArray<ValueInUse> Of(IEnumerable<Statement> accepted, DateTimeOffset at)
    {
        var (chronicle, months) = (new Chronicle(), ImmutableArray.CreateBuilder<ValueInUse>());
        DateTimeOffset? month = null;
        foreach (var statement in accepted.TakeWhile(s => s.Recorded <= at))
        {
            month ??= FirstOf(statement.Recorded);
            month = Pass(chronicle, months, month.Value, statement.Recorded);
            chronicle.Add(statement);
        }

        if (month is { } open)
        {
            var last = Pass(chronicle, months, open, at);
            chronicle.AdvanceTo(at);
            Read(chronicle, months, last, at);
        }

        return [.. months.SkipWhile(known => known.Ratio.A is null && known.Ratio.B is null)];
    }

    /// <summary>Reads the months that have ended by an instant.</summary>
    /// <returns>The month of that instant.</returns>
    private static DateTimeOffset Pass(
        Chronicle chronicle, ImmutableArray<ValueInUse>.Builder months, DateTimeOffset month, DateTimeOffset until)
    {
        for (; month.AddMonths(1) <= until; month = month.AddMonths(1))
        {
            chronicle.AdvanceTo(month.AddMonths(1));
            Read(chronicle, months, month, month.AddMonths(1));
        }

        return month;
    }

    private static void Read(Chronicle chronicle, ImmutableArray<ValueInUse>.Builder months, DateTimeOffset month, DateTimeOffset at) =>
        months.Add(new(DateOnly.FromDateTime(month.UtcDateTime), Sides.Of(side =>
            chronicle.Books.Value[side].At(at) is { Expected: > 0 } sums ? sums.Realised / sums.Expected : default(double?))));

    private static DateTimeOffset FirstOf(DateTimeOffset instant) =>
        new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
