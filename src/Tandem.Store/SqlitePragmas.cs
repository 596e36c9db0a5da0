using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tandem.Store;

/// <summary>
/// What every connection is told first. Deleted rows are overwritten, because evidence that was taken back should be
/// gone; one writer waits for another instead of failing.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>How long one writer waits for another before it gives up.</summary>
    public const int BusySeconds = 30;

    public static readonly string Always =
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA secure_delete = on; ");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Always;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
