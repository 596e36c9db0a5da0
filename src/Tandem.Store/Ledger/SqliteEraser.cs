using Microsoft.Data.Sqlite;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>
/// Erases texts inside the transaction of the redaction: the locked text, its salt and its key are overwritten where they
/// stand; what the key also locked is locked anew under the same number.
/// </summary>
/// <remarks>
/// No row is deleted: SQLite would move others together, and where they had stood, in the gaps of its pages, it leaves a copy
/// that no later erasure reaches. The row of an erased text has no key (number 0) and tells how long the text was.
/// </remarks>
internal sealed class SqliteEraser(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement find = new(connection, """
        SELECT t.key_number, e.side, e.author FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        WHERE t.relationship_id = $1 AND t.sequence = $2 AND t.name = $3 AND t.key_number > 0
        """);

    private readonly SqliteStatement erase = new(connection, """
        UPDATE entry_text SET salt = zeroblob(32), locked = zeroblob(length(locked)), key_number = 0
        WHERE relationship_id = $1 AND sequence = $2 AND name = $3
        """);

    private readonly SqliteStatement others = new(connection, """
        SELECT t.sequence, t.name, t.locked, k.key FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        JOIN text_key AS k ON k.relationship_id = t.relationship_id AND k.side = e.side AND k.author = e.author AND k.number = t.key_number
        WHERE t.relationship_id = $1 AND t.sequence >= $2 AND t.sequence < $3 AND t.key_number = $2 AND e.side = $4 AND e.author = $5
        """);

    private readonly SqliteStatement relock = new(connection, "UPDATE entry_text SET locked = $4 WHERE relationship_id = $1 AND sequence = $2 AND name = $3");

    private readonly SqliteStatement rekey = new(connection, """
        UPDATE text_key SET key = $5 WHERE relationship_id = $1 AND side = $2 AND author = $3 AND number = $4
        """);

    private readonly SqliteStatement drop = new(connection, """
        UPDATE text_key SET key = zeroblob(32) WHERE relationship_id = $1 AND side = $2 AND author = $3 AND number = $4
        """);

    public void Erase(Guid relationship, ErasedText erased)
    {
        foreach (var name in erased.Groups)
        {
            if (Find(relationship, erased.Sequence, name) is { } key)
            {
                At(erase, relationship, erased.Sequence, name).Run();
                Change(relationship, key);
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[find, erase, others, relock, rekey, drop])
        {
            statement.Dispose();
        }
    }

    private (long Number, int Side, string Author)? Find(Guid relationship, long sequence, string name)
    {
        var statement = At(find, relationship, sequence, name);
        if (!statement.Step())
        {
            return null; // erased before, or never there
        }

        var found = (statement.Int64(0), statement.Int32(1), statement.Text(2)!);
        while (statement.Step())
        {
        }

        return found;
    }

    private void Change(Guid relationship, (long Number, int Side, string Author) key)
    {
        var left = Left(relationship, key);
        if (left.Count == 0)
        {
            KeyAt(drop, relationship, key).Run();
            return;
        }

        var made = TextLock.NewKey();
        KeyAt(rekey, relationship, key).Bind(5, made);
        rekey.Run();
        using var closing = new TextLock(made);
        foreach (var (sequence, name, text) in left)
        {
            At(relock, relationship, sequence, name).Bind(4, closing.Lock(relationship, sequence, name, text));
            relock.Run();
        }
    }

    /// <summary>What the key also locks, unlocked. All of it came in one write, not far behind the first.</summary>
    private List<(long Sequence, string Name, string Text)> Left(Guid relationship, (long Number, int Side, string Author) key)
    {
        var left = new List<(long Sequence, string Name, string Text)>();
        others.Bind(1, relationship.ToByteArray(true));
        others.Bind(2, key.Number);
        others.Bind(3, key.Number + Limits.LinesAtOnce);
        others.Bind(4, key.Side);
        others.Bind(5, key.Author);
        while (others.Step())
        {
            using var opening = new TextLock(others.Bytes(3));
            var (sequence, name) = (others.Int64(0), others.Text(1)!);
            left.Add((sequence, name, opening.Unlock(relationship, sequence, name, others.Bytes(2))));
        }

        return left;
    }

    private static SqliteStatement At(SqliteStatement statement, Guid relationship, long sequence, string name)
    {
        statement.Bind(1, relationship.ToByteArray(true));
        statement.Bind(2, sequence);
        statement.Bind(3, name);
        return statement;
    }

    private static SqliteStatement KeyAt(SqliteStatement statement, Guid relationship, (long Number, int Side, string Author) key)
    {
        statement.Bind(1, relationship.ToByteArray(true));
        statement.Bind(2, key.Side);
        statement.Bind(3, key.Author);
        statement.Bind(4, key.Number);
        return statement;
    }
}
