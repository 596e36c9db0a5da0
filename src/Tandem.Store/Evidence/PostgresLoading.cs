using System.Text;
using Npgsql;
using Tandem.Core.Evidence;

namespace Tandem.Store.Evidence;

/// <summary>Reads a side's evidence out of PostgreSQL, row by row, from one snapshot.</summary>
internal static class PostgresLoading
{
    public static async Task<Correspondence> LoadAsync(NpgsqlDataSource source, EvidencePlace place, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var loading = new Loading();
        await LoadAddressesAsync(connection, place, loading, ct);
        await LoadMessagesAsync(connection, place, loading, ct);
        return loading.Mail;
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, EvidencePlace place, params ReadOnlySpan<object?> more)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = place.Relationship });
        command.Parameters.Add(new() { Value = (int)place.Side });
        foreach (var value in more)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        return command;
    }

    private static async Task LoadAddressesAsync(NpgsqlConnection connection, EvidencePlace place, Loading loading, CancellationToken ct)
    {
        await using var command = Command(connection, EvidenceSql.NamingsInOrder, place);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            loading.Name(
                rows.GetInt32(1), Encoding.UTF8.GetBytes(rows.GetString(2)), (AddressMarks)rows.GetInt16(3),
                rows.IsDBNull(4) ? null : rows.GetString(4));
        }
    }

    private static async Task LoadMessagesAsync(NpgsqlConnection connection, EvidencePlace place, Loading loading, CancellationToken ct)
    {
        await using var command = Command(connection, EvidenceSql.MessagesInOrder, place);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            loading.Add(
                rows.GetInt64(0),
                rows.IsDBNull(1) ? null : rows.GetInt64(1),
                rows.IsDBNull(2) ? null : rows.GetInt32(2),
                (Traits)rows.GetInt32(3),
                new(rows.GetInt32(4), rows.GetInt64(5)),
                rows.GetFieldValue<byte[]>(6),
                rows.GetFieldValue<byte[]>(7));
        }
    }
}
