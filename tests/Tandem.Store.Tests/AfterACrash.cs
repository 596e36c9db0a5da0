using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Tandem.Store.Evidence;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>
/// An importing process is killed with SIGKILL at points drawn by lot, between commits and in the middle of them, and the
/// import is started again until it is done. What is stored then is what one clean run stores.
/// </summary>
public sealed class AfterACrash(SqliteStores sqlite, PostgresStores postgres, PostgresServer server)
    : IClassFixture<SqliteStores>, IClassFixture<PostgresStores>
{
    private const ulong Seed = 2026;

    [Fact]
    public async Task Thirty_kills_on_sqlite_leave_the_evidence_of_one_clean_run()
    {
        var folder = Path.Combine(sqlite.Folder.FullName, "killed");
        var options = StoreOptions.In(folder);
        await KillAgainAndAgainAsync(options.ConnectionString, 30);

        var killed = await sqlite.OpenAsync(folder);
        var clean = await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, "clean"));

        await CompareWithACleanRunAsync(killed, clean);
    }

    [Fact]
    public async Task Ten_kills_on_postgres_leave_the_evidence_of_one_clean_run()
    {
        var database = await server.NewDatabaseAsync();
        await KillAgainAndAgainAsync(database, 10);

        var killed = await postgres.OpenAsync(database);
        var clean = await postgres.OpenAsync(await server.NewDatabaseAsync());

        await CompareWithACleanRunAsync(killed, clean);
    }

    private static async Task KillAgainAndAgainAsync(string connectionString, int kills)
    {
        var dice = new Dice(Seed);
        var killed = 0;
        for (var start = 0; start < kills; start++)
        {
            // Most die among their first commits, so that many lives are needed; the first few as they make the schema.
            killed += await LiveAndDieAsync(connectionString, commits: start < 4 ? -1 : dice.Below(5), after: dice) ? 1 : 0;
        }

        killed.ShouldBeGreaterThan(kills / 2);
        (await LiveAndDieAsync(connectionString, int.MaxValue, dice)).ShouldBeFalse();
    }

    /// <param name="commits">How many commits the process may say before it is killed; -1 kills it while it starts.</param>
    /// <returns>Whether it was killed before it was done.</returns>
    private static async Task<bool> LiveAndDieAsync(string connectionString, int commits, Dice after)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["victim", connectionString, $"{Seed}"]) { RedirectStandardOutput = true };
        using var victim = Process.Start(start)!;
        if (commits < 0)
        {
            await Task.Delay(200 + after.Below(600));
        }

        for (var said = 0; said < commits && await victim.StandardOutput.ReadLineAsync() is not null; said++)
        {
        }

        if (commits == int.MaxValue)
        {
            await victim.WaitForExitAsync();
            victim.ExitCode.ShouldBe(0);
            return false;
        }

        Spin(after.Below(4000));
        victim.Kill(); // SIGKILL
        await victim.WaitForExitAsync();
        return victim.ExitCode != 0;
    }

    /// <summary>Waits less than a timer can: a commit takes a millisecond.</summary>
    private static void Spin(int microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
            Thread.SpinWait(20);
        }
    }

    private static async Task CompareWithACleanRunAsync(TandemStore killed, TandemStore clean)
    {
        var ours = await clean.Evidence.OpenAsync(Victim.Opening, TestContext.Current.CancellationToken);
        await Victim.Mailbox(Seed).ImportAsync(clean.Evidence, new(ours.Sides.A.Id), ours.Id);

        (await EverythingAsync(killed)).ShouldBe(await EverythingAsync(clean));
    }

    private static async Task<string> EverythingAsync(TandemStore store)
    {
        var owner = (await store.Evidence.OwnerAsync(CancellationToken.None))!;
        var viewer = new Viewer(owner.Id);
        var relationship = (await store.Evidence.RelationshipsAsync(viewer, CancellationToken.None)).ShouldHaveSingleItem();
        var all = new StringBuilder();
        foreach (var run in await store.Evidence.RunsAsync(viewer, CancellationToken.None))
        {
            all.Append(CultureInfo.InvariantCulture,
                $"{run.Number} {run.State} {run.StartedAt} {run.FinishedAt} {string.Join(' ', run.Files)} {run.Seen} {run.Added}\n");
        }

        return all.Append(await Contents.OfAsync(store.Evidence, viewer, relationship.Id)).Append(await RowsAsync(store)).ToString();
    }

    /// <summary>All rows of all tables, without what is drawn by lot: ids, and the keys that the secret salt makes.</summary>
    private static async Task<string> RowsAsync(TandemStore store)
    {
        await using var db = store.NewDb();
        var messages = await db.Messages.OrderBy(m => m.Run).ThenBy(m => m.Place).ToListAsync();
        var bodies = (await db.Bodies.ToListAsync()).ToDictionary(b => b.BodyKey, b => b.Text);
        var all = new StringBuilder();
        foreach (var row in messages)
        {
            all.Append(CultureInfo.InvariantCulture,
                $"{row.Side} {row.Run} {row.Place} {row.FileNumber} {row.ByteOffset} {row.SentAt} {row.Author} {row.Traits} ")
                .Append(CultureInfo.InvariantCulture, $"{Convert.ToHexString(row.Recipients)} {row.Links.Length} {row.MessageId} {row.Subject} ")
                .Append(CultureInfo.InvariantCulture, $"{(row.BodyKey is { } body ? bodies[body] : "")}\n");
        }

        all.Append(CultureInfo.InvariantCulture, $"{bodies.Count} bodies, {await db.Sightings.CountAsync()} sightings\n");
        foreach (var row in await db.Namings.OrderBy(n => n.Run).ThenBy(n => n.Place).ToListAsync())
        {
            all.Append(CultureInfo.InvariantCulture, $"{row.Run} {row.Place} {row.AddressNumber} {row.Marks} {row.Name}\n");
        }

        foreach (var row in await db.MailFiles.OrderBy(f => f.Run).ThenBy(f => f.FileNumber).ToListAsync())
        {
            all.Append(CultureInfo.InvariantCulture, $"{row.Run} {row.FileNumber} {row.Name}\n");
        }

        return all.ToString();
    }
}
