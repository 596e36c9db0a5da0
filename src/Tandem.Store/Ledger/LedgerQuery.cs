using System.Data.Common;
using System.Diagnostics.Metrics;

namespace Tandem.Store.Ledger;

/// <summary>
/// Questions about one ledger that both databases understand, over one connection and one snapshot. Who may ask was decided
/// before (<see cref="Visibility"/>).
/// </summary>
/// <param name="ask">A command that sees the snapshot.</param>
/// <param name="end">Lets the snapshot and its connection go.</param>
internal sealed class LedgerQuery(Func<string, DbCommand> ask, Func<Guid, object> idOf, Guid relationship, Func<ValueTask> end) : IAsyncDisposable
{
    /// <summary>How many questions reach a database without the framework, which counts its own.</summary>
    private static readonly Counter<long> Asked = new Meter("Tandem.Store").CreateCounter<long>("tandem.store.asked");

    public Guid Relationship => relationship;

    /// <summary>An id as either database gives it back.</summary>
    public static Guid IdAt(DbDataReader row, int column) =>
        row.GetValue(column) is Guid id ? id : new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true);

    /// <summary>An id as the database keeps it.</summary>
    public object Kept(Guid id) => idOf(id);

    public DbCommand Ask(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = ask(sql);
        if (Asked.Enabled)
        {
            Asked.Add(1, new KeyValuePair<string, object?>("db.namespace", command.Connection?.DataSource));
        }

        Add(command, "r", idOf(relationship));
        foreach (var (name, value) in values)
        {
            Add(command, name, value);
        }

        return command;
    }

    public ValueTask DisposeAsync() => end();

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
