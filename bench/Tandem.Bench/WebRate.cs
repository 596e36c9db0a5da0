using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Record;
using StoreOptions = Tandem.Store.StoreOptions;

namespace Tandem.Bench;

/// <summary>
/// The pages of a real server beside the least that a server can do with the same tables (bench/Tandem.Floor), taking turns.
/// bench/web.sh: <c>web fill RELATIONSHIPS ENTRIES FOLDER</c>, then <c>web load FOLDER TANDEM FLOOR</c>.
/// </summary>
internal static partial class WebRate
{
    private const int Clients = 8;
    /// <summary>Until the runtime has compiled what is asked often.</summary>
    private const int Warming = 2000;
    private const int Asked = 1000;
    private const int Starts = 5;
    private const int AtMost = 30;
    private const string Address = "mara.ellison@aldermere.example";
    private const string Password = "three owls over the harbour";

    private static readonly string[] First = ["Norrvik", "Skagen", "Ardenne", "Brevik", "Calder", "Dalarna", "Evian", "Fjord", "Garonne", "Harbour"];
    private static readonly string[] Second = ["Foods", "Freight", "Optics", "Timber", "Energy", "Paper", "Steel", "Textiles", "Marine", "Tools"];
    private static readonly Guid Owner = Id(1, 0);
    private static readonly Guid Busy = Id(2, 0);

    public static async Task FillAsync(int relationships, int entries, string folder)
    {
        await using var store = await TandemStore.OpenAsync(StoreOptions.In(folder), CancellationToken.None);
        var account = new IdentityUser<Guid>(Address)
        {
            Id = Id(3, 0),
            Email = Address,
            NormalizedEmail = Address.ToUpperInvariant(),
            NormalizedUserName = Address.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = "seeded",
        };
        account.PasswordHash = new PasswordHasher<IdentityUser<Guid>>().HashPassword(account, Password);
        using (var accounts = store.NewAccounts())
        {
            var made = await accounts.CreateAsync(account, CancellationToken.None);
            if (!made.Succeeded)
            {
                throw new InvalidOperationException("The account could not be made.");
            }
        }

        using (var database = Open(folder))
        {
            Seed(database, relationships);
        }

        await using var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var outcome = await new LedgerReplay(desk).RunAsync(new(new(Owner)), new(Busy), LedgerLines.Of(entries), null, CancellationToken.None);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{relationships} relationships, {outcome.Taken} entries in one of them"));
    }

    public static async Task LoadAsync(string folder, string tandem, string floor)
    {
        var database = Path.Combine(folder, StoreOptions.FileName);
        var (ourUrl, floorUrl) = (FreeUrl(), FreeUrl());
        string[] ours = [tandem, "serve", "--data", folder, "--urls", ourUrl, "--public-url", ourUrl];
        string[] bare = [floor, database, floorUrl];
        var list = $"{floorUrl}/list?organization={Owner}&sort=pressure";
        var ourStarts = await StartsAsync(ours, $"{ourUrl}/signin");
        var bareStarts = await StartsAsync(bare, list);

        using var our = await RunAsync(ours, $"{ourUrl}/signin");
        using var their = await RunAsync(bare, list);
        try
        {
            using var signedIn = await SignInAsync(ourUrl);
            using var anybody = new HttpClient(new SocketsHttpHandler { UseCookies = false });
            Console.WriteLine("| what | floor CPU ms, before and after | ours CPU ms | CPU ratio | floor p50 / p99 ms, before and after "
                + "| ours p50 / p99 ms | p99 ratio | kB ours / floor | load |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (var sort in (string[])["pressure", "name", "waits"])
            {
                await CompareAsync(
                    $"50 of the list by {sort}, swapped in", anybody, their, $"{floorUrl}/list?organization={Owner}&sort={sort}",
                    signedIn, our, $"{ourUrl}/?sort={sort}", isPart: true);
            }

            await CompareAsync(
                "the whole portfolio page", anybody, their, list,
                signedIn, our, $"{ourUrl}/", isPart: false);
            await CompareAsync(
                "the whole portfolio page, packed", anybody, their, list,
                signedIn, our, $"{ourUrl}/", isPart: false, isPacked: true);
            await CompareAsync(
                "one entry", anybody, their, $"{floorUrl}/entry?r={Busy}&id=e2500",
                signedIn, our, $"{ourUrl}/r/{Busy:n}/entries/e2500", isPart: false);
            using var program = new HttpClient(new SocketsHttpHandler { UseCookies = false });
            program.DefaultRequestHeaders.Authorization = new("Bearer", await AppendRate.KeyAsync(signedIn));
            await CompareAsync(
                "one entry over the API", anybody, their, $"{floorUrl}/entry?r={Busy}&id=e2500",
                program, our, $"{ourUrl}/api/v1/relationships/{Busy:n}/entries/e2500", isPart: false);
            await CompareAsync(
                "first 50 of the timeline", anybody, their, $"{floorUrl}/timeline?r={Busy}",
                signedIn, our, $"{ourUrl}/r/{Busy:n}/timeline", isPart: false);
            await CompareAsync(
                "search that finds 11, swapped in", anybody, their, $"{floorUrl}/search?organization={Owner}&q=1234",
                signedIn, our, $"{ourUrl}/?q=1234", isPart: true);
            await CompareAsync(
                "search that finds 10,000, swapped in", anybody, their, $"{floorUrl}/search?organization={Owner}&q=skagen",
                signedIn, our, $"{ourUrl}/?q=skagen", isPart: true);
            Console.WriteLine();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Start to first page: ours {Of(ourStarts)} ms; floor {Of(bareStarts)} ms"));
            var (us, them) = (Memory(our), Memory(their));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Memory after the load: ours {us:F0} MB, floor {them:F0} MB, ratio {us / them:F2}"));
            await FirstPageAsync(signedIn, ourUrl);
            Console.WriteLine();
            await AppendRate.CompareAsync(signedIn, our, ourUrl, folder, Busy);
            Console.WriteLine();
            await PaintRate.RunAsync(ourUrl, Address, Password, $"/r/{Busy:n}");
        }
        finally
        {
            our.Kill();
            their.Kill();
        }
    }

    private static void Seed(SqliteConnection database, int relationships)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = (int)(now.ToUnixTimeSeconds() / 86_400);
        using var transaction = database.BeginTransaction();
        Insert(database, "person", "account_id, name, language, has_shortcuts, made_at",
            [[Id(3, 0), "Mara Ellison", "en", true, now.ToUnixTimeMilliseconds()]]);
        Insert(database, "organization", "organization_id, name, is_owner, shadow_of, everyone", Enumerable.Range(0, relationships + 1).Select(
            n => (object?[])[Id(1, n), n == 0 ? "Aldermere Systems" : NameOf(n - 1), n == 0, n <= 1 ? null : Owner, false]));
        Insert(database, "member", "organization_id, pseudonym, account_id, role, joined_at",
            [[Owner, "m-0123456789ab", Id(3, 0), (int)Workspace.People.Role.Owner, now.ToUnixTimeMilliseconds()]]);
        Insert(database, "relationship", "relationship_id, side_a_id, side_b_id, is_sample", Enumerable.Range(0, relationships).Select(
            n => (object?[])[Id(2, n), Owner, Id(1, n + 1), false]));
        Insert(database, "portfolio_line",
            "relationship_id, organization_id, name, name_key, us, is_shared, standing, since, share, share_low, share_high, our_trust, their_trust,"
            + " our_value, their_value, spans, weeks, open_ours, open_theirs, waits, waits_of,"
            + " our_due, their_due, action, evidence, effort, appreciated, pressure, size, made_on",
            Enumerable.Range(0, relationships).Select(n => LineAt(n, today)));
        Insert(database, "portfolio_word", "relationship_id, organization_id, word, pressure", Enumerable.Range(0, relationships).SelectMany(
            n => NameOf(n).ToLowerInvariant().Split(' ').Select(word => (object?[])[Id(2, n), Owner, word, PressureAt(n)])));
        transaction.Commit();
        using var analyze = database.CreateCommand();
        analyze.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); ANALYZE";
        _ = analyze.ExecuteNonQuery();
    }

    private static object?[] LineAt(int n, int today)
    {
        var share = 300_000 + (n * 7919 % 400_000);
        var weeks = string.Join(' ', Enumerable.Range(0, 26).Select(week => 30 + ((n + (week * 3)) % 40)));
        var trust = 400_000 + (n * 31 % 500_000);
        return
        [
            Id(2, n), Owner, NameOf(n), NameOf(n).ToLowerInvariant(), 0, false, n % 8, null,
            share, share - 60_000, share + 60_000, trust, trust - 50_000,
            600_000, 550_000, "350 650 300 700 500 700 450 650", weeks, n % 5, n % 4, n % 7, $"{n % 7} 0 0 0", today + (n % 30), null, null, n % 3,
            n % 400, n % 300, PressureAt(n), 0L, today,
        ];
    }

    private static long PressureAt(int n) => n * 7919L % 1_600_000;

    private static string NameOf(int n) => string.Create(CultureInfo.InvariantCulture, $"{First[n % 10]} {Second[n / 10 % 10]} {n}");

    private static async Task CompareAsync(
        string what, HttpClient anybody, Process their, string bare, HttpClient signedIn, Process our, string page,
        bool isPart, bool isPacked = false)
    {
        var before = await MeasureAsync(anybody, their, bare, false, false);
        var ours = await MeasureAsync(signedIn, our, page, isPart, isPacked);
        var after = await MeasureAsync(anybody, their, bare, false, false);
        var (cpu, p99) = ((before.Cpu + after.Cpu) / 2, (before.P99 + after.P99) / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {before.Cpu:F2}, {after.Cpu:F2} | {ours.Cpu:F2} | {ours.Cpu / cpu:F1} "
            + $"| {before.P50:F1} / {before.P99:F1}, {after.P50:F1} / {after.P99:F1} | {ours.P50:F1} / {ours.P99:F1} | {ours.P99 / p99:F1} "
            + $"| {ours.Bytes / 1000.0:F1} / {before.Bytes / 1000.0:F1} | {Load()} |"));
    }

    private static async Task<(double Cpu, double P50, double P99, long Bytes)> MeasureAsync(
        HttpClient client, Process process, string url, bool isPart, bool isPacked)
    {
        _ = await AskAsync(client, url, isPart, isPacked, Warming);
        process.Refresh();
        var before = process.TotalProcessorTime;
        var (took, bytes) = await AskAsync(client, url, isPart, isPacked, Asked);
        process.Refresh();
        var cpu = (process.TotalProcessorTime - before).TotalMilliseconds / Asked;
        return (cpu, took[took.Length / 2], took[took.Length * 99 / 100], bytes);
    }

    private static async Task<(double[] Milliseconds, long Bytes)> AskAsync(HttpClient client, string url, bool isPart, bool isPacked, int requests)
    {
        var (took, left, bytes) = (new ConcurrentBag<double>(), requests, 0L);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                if (isPart)
                {
                    request.Headers.Add("HX-Request", "true");
                }

                if (isPacked)
                {
                    request.Headers.Add("Accept-Encoding", "gzip, br");
                }

                var start = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request);
                var body = await answer.Content.ReadAsByteArrayAsync();
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK || body.Length < 500)
                {
                    throw new InvalidOperationException($"{url} answered {answer.StatusCode} with {body.Length} bytes.");
                }

                _ = Interlocked.Exchange(ref bytes, body.Length);
            }
        })));
        return ([.. took.Order()], bytes);
    }

    private static async Task<HttpClient> SignInAsync(string url)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var token = FormToken().Match(await client.GetStringAsync("/signin")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            [new("address", Address), new("password", Password), new("back", "/"), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/signin", form);
        return answer.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
    }

    /// <summary>The page with everything it names itself; fonts come with the stylesheet, as many as a page in English needs.</summary>
    private static async Task FirstPageAsync(HttpClient client, string url)
    {
        var page = await client.GetStringAsync("/");
        var files = AssetPath().Matches(page).Select(match => match.Value).Distinct().ToList();
        Console.WriteLine();
        Console.WriteLine("| file of the first page | bytes sent | packed | kept |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var file in files.Prepend("/"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url + file);
            request.Headers.Add("Accept-Encoding", "gzip, br");
            using var answer = await client.SendAsync(request);
            var length = (await answer.Content.ReadAsByteArrayAsync()).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| `{file}` | {length} | {answer.Content.Headers.ContentEncoding.FirstOrDefault() ?? "no"} | {answer.Headers.CacheControl} |"));
        }
    }

    private static async Task<double[]> StartsAsync(string[] command, string url)
    {
        var took = new List<double>();
        for (var round = 0; round < Starts; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using var process = await RunAsync(command, url);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            process.Kill();
            await process.WaitForExitAsync();
        }

        return [.. took.Order()];
    }

    /// <summary>Runs until it has answered once.</summary>
    private static async Task<Process> RunAsync(string[] command, string url)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        start.Environment["TANDEM_api__perMinute"] = "1000000";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        using var client = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        while (!process.HasExited && Stopwatch.GetElapsedTime(began).TotalSeconds < AtMost)
        {
            try
            {
                using var answer = await client.GetAsync(url);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return process;
                }
            }
            catch (HttpRequestException)
            {
                // not yet
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"{command[0]} does not answer at {url}.");
    }

    private static void Insert(SqliteConnection database, string table, string columns, IEnumerable<object?[]> rows)
    {
        using var insert = database.CreateCommand();
        var names = columns.Split(", ");
        insert.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select((_, at) => $"@v{at}"))})";
        SqliteParameter[] parameters = [.. names.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@v{at}" }))];
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
            {
                parameters[at].Value = row[at] is Guid id ? id.ToByteArray(bigEndian: true) : row[at] ?? DBNull.Value;
            }

            _ = insert.ExecuteNonQuery();
        }
    }

    private static SqliteConnection Open(string folder)
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(folder, StoreOptions.FileName)};Foreign Keys=False;Pooling=False");
        database.Open();
        return database;
    }

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>In no order, as ids are.</summary>
    private static Guid Id(int kind, int number) => new($"{unchecked((uint)number * 2654435761u):x8}-{kind:x4}-8000-8000-{number:x12}");

    private static double Memory(Process process) => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1000;

    private static string Of(double[] sorted) => string.Create(
        CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F0} ({sorted[0]:F0} to {sorted[^1]:F0})");

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    internal static partial Regex FormToken();

    [GeneratedRegex("/assets/[A-Za-z0-9.-]+")]
    private static partial Regex AssetPath();
}
