using System.Data.Common;

namespace Tandem.Store.Ledger;

/// <summary>
/// Questions about one ledger that both databases understand, over one connection and one snapshot. Who may ask was decided
/// before (<see cref="Visibility"/>).
/// </summary>
internal sealed class LedgerQuery(DbConnection connection, DbTransaction? snapshot, Func<Guid, object> idOf, Guid relationship) : IAsyncDisposable
{
    public Guid Relationship => relationship;

    /// <summary>An id as the database keeps it.</summary>
    public object Kept(Guid id) => idOf(id);

    public DbCommand Ask(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = snapshot;
        Add(command, "r", idOf(relationship));
        foreach (var (name, value) in values)
        {
            Add(command, name, value);
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (snapshot is not null)
        {
            await snapshot.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
