namespace Tandem.Store.Ledger;

/// <summary>Instants of the ledger are kept to the microsecond, as entries say them.</summary>
internal static class LedgerTime
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? Of(DateTimeOffset? instant) => instant is { } some ? Of(some) : null;

    public static DateTimeOffset Read(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? Read(long? microseconds) => microseconds is { } some ? Read(some) : null;
}
