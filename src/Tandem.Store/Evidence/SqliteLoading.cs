using Microsoft.Data.Sqlite;
using Tandem.Core.Evidence;

namespace Tandem.Store.Evidence;

/// <summary>Reads a side's evidence out of SQLite, row by row, from one snapshot.</summary>
internal static class SqliteLoading
{
    public static Correspondence Load(SqliteConnection connection, EvidencePlace place, CancellationToken ct)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var loading = new Loading();
        LoadAddresses(connection, place, loading);
        LoadMessages(connection, place, loading, ct);
        return loading.Mail;
    }

    private static void LoadAddresses(SqliteConnection connection, EvidencePlace place, Loading loading)
    {
        using var rows = new SqliteStatement(connection, EvidenceSql.NamingsInOrder);
        rows.Bind(place);
        while (rows.Step())
        {
            loading.Name(rows.Int32(1), rows.Bytes(2), (AddressMarks)rows.Int32(3), rows.Text(4));
        }
    }

    private static void LoadMessages(SqliteConnection connection, EvidencePlace place, Loading loading, CancellationToken ct)
    {
        using var rows = new SqliteStatement(connection, EvidenceSql.MessagesInOrder);
        rows.Bind(place);
        while (rows.Step())
        {
            ct.ThrowIfCancellationRequested();
            loading.Add(
                rows.Int64(0),
                rows.IsNull(1) ? null : rows.Int64(1),
                rows.IsNull(2) ? null : rows.Int32(2),
                (Traits)rows.Int32(3),
                new(rows.Int32(4), rows.Int64(5)),
                rows.Bytes(6),
                rows.Bytes(7));
        }
    }
}
