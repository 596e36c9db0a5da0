using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Tandem.Bench;

/// <summary>Entries sealed over the API, beside bare rows committed one by one to the same disk: both are there after a power cut.</summary>
internal static partial class AppendRate
{
    private const int Warming = 300;
    private const int Written = 1500;

    public static async Task CompareAsync(HttpClient signedIn, Process our, string url, string folder, Guid relationship)
    {
        var key = await KeyAsync(signedIn);
        Console.WriteLine("| clients | bare rows/s, before and after | sealed over the API /s | ratio | p50 / p99 ms | CPU ms an entry |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var clients in (int[])[1, 8, 32])
        {
            _ = await SealAsync(url, key, relationship, clients, Warming);
            var before = Bare(folder, clients);
            our.Refresh();
            var processor = our.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            var took = await SealAsync(url, key, relationship, clients, Written);
            var rate = Written / Stopwatch.GetElapsedTime(start).TotalSeconds;
            our.Refresh();
            var cpu = (our.TotalProcessorTime - processor).TotalMilliseconds / Written;
            var after = Bare(folder, clients);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {clients} | {before:F0}, {after:F0} | {rate:F0} | {rate / ((before + after) / 2):F2} "
                + $"| {took[took.Length / 2]:F1} / {took[took.Length * 99 / 100]:F1} | {cpu:F2} |"));
        }
    }

    /// <summary>As many threads, each with a connection of its own; each row is flushed to the disk before the next of its thread.</summary>
    private static double Bare(string folder, int clients)
    {
        var path = Path.Combine(folder, "bare.db");
        using (var made = Open(path))
        {
            Run(made, "PRAGMA journal_mode = wal; CREATE TABLE IF NOT EXISTS entry (n INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        }

        var left = Written;
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, clients).Select(_ => new Thread(() =>
        {
            using var connection = Open(path);
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO entry (body) VALUES (@body)";
            insert.Parameters.AddWithValue("@body", new byte[600]);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                insert.ExecuteNonQuery();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var rate = Written / Stopwatch.GetElapsedTime(start).TotalSeconds;
        SqliteConnection.ClearAllPools();
        return rate;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=30");
        connection.Open();
        Run(connection, "PRAGMA busy_timeout = 30000; PRAGMA synchronous = full");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<double[]> SealAsync(string url, string key, Guid relationship, int clients, int entries)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var (left, took) = (entries, new ConcurrentBag<double>());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var content = new StringContent("""
                    {"kind":"contribution","body":{"giver":"A","category":"time","worth":{"hours":"2.5"}},"text":{"what":"Two engineers on site"}}
                    """, Encoding.UTF8, "application/json");
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsync($"/api/v1/relationships/{relationship:n}/entries", content);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.Created)
                {
                    throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }
            }
        })));
        return [.. took.Order()];
    }

    /// <summary>As a person makes one.</summary>
    public static async Task<string> KeyAsync(HttpClient signedIn)
    {
        var token = WebRate.FormToken().Match(await signedIn.GetStringAsync("/settings/keys")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            [new("name", "bench"), new("role", "member"), new("scope", "all"), new("days", "30"), new("__RequestVerificationToken", token)]);
        using var answer = await signedIn.PostAsync("/settings/keys", form);
        var shown = answer.StatusCode == HttpStatusCode.Redirect ? await signedIn.GetStringAsync(answer.Headers.Location)
            : await answer.Content.ReadAsStringAsync();
        var found = Key().Match(shown);
        return found.Success ? found.Value : throw new InvalidOperationException($"No key was made: {answer.StatusCode} {answer.Headers.Location}.");
    }

    [GeneratedRegex("tdm_[A-Za-z0-9_-]+")]
    private static partial Regex Key();
}
