using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tandem.Store.Evidence;

namespace Tandem.Store;

/// <summary>
/// A prepared statement without ADO.NET around it, for the paths where a million rows go through: no boxing, no
/// parameter objects, spans in and out. Parameters and columns are named as SQLite counts them, from 1 and from 0.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        db = connection.Handle!;
        var numbered = sql.Replace('$', '?'); // "$4" is a name to SQLite, and counted by where it stands
        Check(raw.sqlite3_prepare_v3(db, numbered, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <summary>Relationship, side and run are the first three parameters of most statements, and stay bound.</summary>
    public void Bind(EvidencePlace place, int run)
    {
        Bind(place);
        Bind(3, run);
    }

    public void Bind(EvidencePlace place)
    {
        Bind(1, place.Relationship.ToByteArray(true));
        Bind(2, (int)place.Side);
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(statement, parameter, value));

    public void Bind(int parameter, long? value) => Check(value is { } some
        ? raw.sqlite3_bind_int64(statement, parameter, some)
        : raw.sqlite3_bind_null(statement, parameter));

    public void Bind(int parameter, ReadOnlySpan<byte> blob) => Check(raw.sqlite3_bind_blob(statement, parameter, blob));

    public void Bind(int parameter, string? text) => Check(text is null
        ? raw.sqlite3_bind_null(statement, parameter)
        : raw.sqlite3_bind_text(statement, parameter, text));

    public void BindText(int parameter, Utf8Text text) => Check(text.IsThere
        ? raw.sqlite3_bind_text(statement, parameter, text.Bytes)
        : raw.sqlite3_bind_null(statement, parameter));

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        var code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE)
        {
            Check(raw.sqlite3_reset(statement));
            throw new InvalidOperationException("The statement returned rows where none were expected.");
        }

        Check(raw.sqlite3_reset(statement));
        return raw.sqlite3_changes(db);
    }

    /// <summary>Goes to the next row; <c>false</c>, and ready to run again, after the last.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Check(raw.sqlite3_reset(statement));
        return false;
    }

    /// <summary>The first column of the only row; <c>null</c> when there is none.</summary>
    public long? Scalar()
    {
        long? value = Step() && !IsNull(0) ? Int64(0) : null;
        Check(raw.sqlite3_reset(statement));
        return value;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    /// <summary>Valid until the next step. Texts come as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, db);
        }
    }
}
