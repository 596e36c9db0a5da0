namespace Tandem.Core.Vocabulary;

/// <summary>Ages are counted in days of 86,400 seconds.</summary>
public static class Days
{
    public static double Between(DateTimeOffset from, DateTimeOffset to) => (to.UtcTicks - from.UtcTicks) / (double)TimeSpan.TicksPerDay;

    /// <summary>The same instant some days later; the last one there is where that is beyond it.</summary>
    public static DateTimeOffset After(DateTimeOffset from, double days) =>
        days * TimeSpan.TicksPerDay < DateTimeOffset.MaxValue.UtcTicks - from.UtcTicks ? from.AddDays(days) : DateTimeOffset.MaxValue;
}
