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
        while (killed < kills)
        {
            // The first few die as they make the schema or begin the run.
            var lives = killed < 4 ? await DieAtBirthAsync(connectionString, dice) : await DieAtWorkAsync(connectionString, dice);
            killed += lives ? 0 : 1;
        }

        using var last = Start(connectionString, int.MaxValue);
        await last.StandardOutput.ReadToEndAsync();
        await last.WaitForExitAsync();
        last.ExitCode.ShouldBe(0);
    }

    private static async Task<bool> DieAtBirthAsync(string connectionString, Dice dice)
    {
        using var victim = Start(connectionString, 1);
        await Task.Delay(200 + dice.Below(500));
        return await KillAsync(victim);
    }

    /// <returns>Whether it came to its end alive.</returns>
    private static async Task<bool> DieAtWorkAsync(string connectionString, Dice dice)
    {
        var allowed = 1 + dice.Below(4);
        using var victim = Start(connectionString, allowed);
        for (var said = dice.Below(allowed); said > 0; said--)
        {
            await victim.StandardOutput.ReadLineAsync();
        }

        Spin(dice.Below(3000));
        return await KillAsync(victim);
    }

    private static Process Start(string connectionString, int commits) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["victim", connectionString, $"{Seed}", $"{commits}"]) { RedirectStandardOutput = true })!;

    private static async Task<bool> KillAsync(Process victim)
    {
        victim.Kill(); // SIGKILL
        await victim.WaitForExitAsync();
        return victim.ExitCode is 0 or Victim.Tired;
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

        var (left, right) = (await EverythingAsync(killed), await EverythingAsync(clean));
        var difference = left.Split('\n').Zip(right.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second);
        difference.First.ShouldBe(difference.Second);
        left.Length.ShouldBe(right.Length);
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
