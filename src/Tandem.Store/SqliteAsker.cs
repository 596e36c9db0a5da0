using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Tandem.Store;

/// <summary>
/// A connection that only asks, and remembers its questions: what was asked before is not prepared again. Used by one at a time.
/// </summary>
internal sealed class SqliteAsker : IDisposable
{
    /// <summary>More than pages ask; beyond it a question is forgotten when it is answered.</summary>
    private const int QuestionsKept = 128;

    private readonly Dictionary<string, Question> questions = new(StringComparer.Ordinal);

    public SqliteAsker(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    public DbCommand NewCommand(string sql)
    {
        if (questions.TryGetValue(sql, out var known) && !known.IsBusy)
        {
            known.IsBusy = true;
            return known;
        }

        var isKept = known is null && questions.Count < QuestionsKept;
        var question = new Question(Connection, sql, isKept);
        if (isKept)
        {
            questions[sql] = question;
        }

        return question;
    }

    /// <summary>Everything asked from here on sees the same moment.</summary>
    public void Begin() => Run("BEGIN");

    public void End() => Run("COMMIT");

    public void Dispose()
    {
        foreach (var question in questions.Values)
        {
            question.Forget();
        }

        Connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = NewCommand(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Whoever asked disposes of it as of any command; it stays prepared.</summary>
    private sealed class Question : SqliteCommand
    {
        private readonly bool isKept;

        public Question(SqliteConnection connection, string sql, bool isKept)
            : base(sql, connection) => (this.isKept, IsBusy) = (isKept, true);

        public bool IsBusy { get; set; }

        public void Forget() => base.Dispose(disposing: true);

        protected override void Dispose(bool disposing)
        {
            if (isKept && disposing)
            {
                Parameters.Clear();
                IsBusy = false;
                return;
            }

            base.Dispose(disposing);
        }
    }
}
