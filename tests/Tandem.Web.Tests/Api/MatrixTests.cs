using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Api;

/// <summary>
/// Everybody asks for everything: what each is answered stands in matrix.txt, beside the list of endpoints that the server itself gives.
/// </summary>
public sealed partial class MatrixTests
{
    private const string Nobody = "nobody";
    private const string FullKey = "key";
    private const string SharedKey = "shared-key";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_declared_and_everything_declared_is_there()
    {
        await using var site = await Site.OpenEmptyAsync();
        var there = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(NamesOf).Distinct().ToList();
        var declared = MatrixRow.Read().Select(row => row.Name).ToList();

        declared.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty("declared twice");
        there.Except(declared).ShouldBeEmpty("not declared");
        declared.Except(there).ShouldBeEmpty("not there");
    }

    [Fact]
    public async Task Everybody_is_answered_as_declared_and_nobody_reads_what_is_private_to_another_side()
    {
        await using var town = await Town.OpenAsync();
        var callers = await CallersAsync(town);
        var (before, wrong) = (await StateAsync(town), new List<string>());
        foreach (var row in MatrixRow.Read())
        {
            foreach (var relationship in row.IsAboutRelationship ? [town.Shared, town.Single] : (RelationshipId[])[town.Shared])
            {
                foreach (var caller in callers)
                {
                    var isRefused = IsRefused(town, row, caller.Name, relationship);
                    if (!row.IsSafe && !isRefused)
                    {
                        continue; // what those who may do is tried where it is done
                    }

                    var (status, text) = await AskAsync(town, row, caller, relationship.ToString());
                    var about = $"{caller.Name} {row.Name} {(relationship == town.Single ? "single" : "shared")}: {status}";
                    if (!IsAsDeclared(town, row, caller.Name, relationship, isRefused, status))
                    {
                        wrong.Add(about);
                    }

                    if (text.Contains(Town.Mark, StringComparison.Ordinal) && MayNotSeeMarks(caller.Name))
                    {
                        wrong.Add(about + " shows what is private to the other side");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
        (await StateAsync(town)).ShouldBe(before, "somebody who may not has changed something");
    }

    [Fact]
    public async Task What_is_private_to_a_side_is_shown_to_that_side()
    {
        await using var town = await Town.OpenAsync();
        var (owner, found) = ((await CallersAsync(town)).Single(caller => caller.Name == "a.owner"), new List<string>());
        foreach (var row in MatrixRow.Read().Where(row => row.IsSafe && !row.IsDoor))
        {
            if ((await AskAsync(town, row, owner, town.Shared.ToString())).Text.Contains(Town.Mark, StringComparison.Ordinal))
            {
                found.Add(row.Pattern);
            }
        }

        // The marks are where somebody who may not see them would find them.
        found.ShouldContain("/r/{id:guid}");
        found.ShouldContain("/settings/keys");
        found.ShouldContain("/settings/audit");
        found.ShouldContain("/settings/audit.csv");
        found.ShouldContain("/api/v1/relationships/{id:guid}/drafts");
    }

    [Fact]
    public async Task What_is_out_of_scope_costs_what_an_unknown_one_costs()
    {
        await using var town = await Town.OpenAsync();
        var stranger = (await CallersAsync(town)).Single(caller => caller.Name == "stranger.owner");
        var wrong = new List<string>();
        using var counted = new CountedCommands(town.Site.Folder);
        foreach (var row in MatrixRow.Read().Where(row => row is { IsAboutRelationship: true, IsDoor: false }))
        {
            var (foreign, unknown) = (int.MaxValue, int.MaxValue);
            var (foreignText, unknownText) = ("", "");
            for (var round = 0; round < 10 && (round < 2 || foreign != unknown); round++) // sessions are read again now and then: the least counts
            {
                (var count, foreignText) = await CountAsync(counted, town, row, stranger, town.Shared.ToString());
                foreign = Math.Min(foreign, count);
                (count, unknownText) = await CountAsync(counted, town, row, stranger, new RelationshipId(Guid.NewGuid()).ToString());
                unknown = Math.Min(unknown, count);
            }

            if (foreign != unknown)
            {
                wrong.Add($"{row.Name}: {foreign} commands for a foreign one, {unknown} for an unknown one");
            }

            if (row.IsApi && foreignText != unknownText)
            {
                wrong.Add($"{row.Name}: {foreignText} for a foreign one, {unknownText} for an unknown one");
            }
        }

        wrong.ShouldBeEmpty();
        counted.All.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_comes_from_no_form_of_ours_is_refused_everywhere_and_changes_nothing()
    {
        await using var town = await Town.OpenAsync();
        var owner = (await CallersAsync(town)).Single(caller => caller.Name == "a.owner") with { Token = "" };
        var (before, wrong) = (await StateAsync(town), new List<string>());
        foreach (var row in MatrixRow.Read().Where(row => !row.IsSafe))
        {
            var (status, _) = await AskAsync(town, row, owner, town.Shared.ToString());
            if (status != HttpStatusCode.BadRequest)
            {
                wrong.Add($"{row.Name}: {status}");
            }
        }

        wrong.ShouldBeEmpty();
        (await StateAsync(town)).ShouldBe(before, "another site has changed something");
        (await owner.Client.GetAsync("/settings/profile", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "another site has signed somebody out");
    }

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
            .Select(method => $"{method} {Rooted(endpoint.RoutePattern.RawText!)}");

    private static string Rooted(string pattern) => "/" + pattern.Trim('/');

    private static async Task<List<Caller>> CallersAsync(Town town)
    {
        var callers = new List<Caller>();
        foreach (var (name, guest) in town.People)
        {
            callers.Add(new(name, guest.Browser, await guest.TokenAsync("/settings/profile")));
        }

        callers.Add(new(Nobody, town.Program(null), ""));
        callers.Add(new(FullKey, town.Program(town.FullKey), ""));
        callers.Add(new(SharedKey, town.Program(town.SharedKey), ""));
        return callers;
    }

    private static bool MayNotSeeMarks(string caller)
        => caller is Nobody or SharedKey || !(caller == FullKey || caller.StartsWith("a.", StringComparison.Ordinal));

    private static bool IsUnknown(MatrixRow row, string caller) => caller == Nobody || (!row.IsApi && caller is (FullKey or SharedKey));

    private static bool IsOutside(Town town, MatrixRow row, string caller, RelationshipId relationship) =>
        row.IsAboutRelationship && !IsUnknown(row, caller)
        && (caller.StartsWith("stranger", StringComparison.Ordinal)
            || (caller.StartsWith("b.", StringComparison.Ordinal) && relationship == town.Single));

    private static bool LacksRight(Town town, MatrixRow row, string caller) =>
        caller is FullKey or SharedKey ? caller == SharedKey && row.IsPrivate :
            town.Viewers.TryGetValue(caller, out var viewer) && !viewer.May(row.Needs!.Value);

    private static bool IsRefused(Town town, MatrixRow row, string caller, RelationshipId relationship) =>
        !row.IsDoor && (IsUnknown(row, caller) || LacksRight(town, row, caller) || IsOutside(town, row, caller, relationship));

    private static bool IsAsDeclared(Town town, MatrixRow row, string caller, RelationshipId relationship, bool isRefused, HttpStatusCode status)
    {
        if (row.IsDoor)
        {
            return (int)status < 500 || row.Pattern.StartsWith("/error/", StringComparison.Ordinal);
        }

        if (IsUnknown(row, caller))
        {
            // A form without a session never comes as far as the sign-in: its token was made for somebody else.
            return row.IsApi ? status == HttpStatusCode.Unauthorized : status == HttpStatusCode.Redirect;
        }

        var (lacks, outside) = (LacksRight(town, row, caller), IsOutside(town, row, caller, relationship));
        return (lacks, outside) switch
        {
            (true, true) => status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound,
            (true, false) => status is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests, // a door may close before anybody is asked
            (false, true) => status == HttpStatusCode.NotFound,
            _ => row.IsFleeting ? (int)status < 500 && status != HttpStatusCode.Unauthorized && status != HttpStatusCode.Forbidden
                : status is HttpStatusCode.OK or HttpStatusCode.Redirect,
        };
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Town town, MatrixRow row, Caller caller, string relationship)
    {
        using var request = new HttpRequestMessage(new(row.Method == "ANY" ? "GET" : row.Method),
            Fill(town, row.Pattern, relationship) + (row is { IsSafe: true, Body.Length: > 0 } ? "?" + row.Body : ""));
        if (row.IsApi && !row.IsSafe)
        {
            request.Headers.Add("RequestVerificationToken", caller.Token);
            request.Content = row.Body.Length == 0 ? null : new StringContent(Fill(town, row.Body, relationship), Encoding.UTF8, "application/json");
        }
        else if (!row.IsSafe)
        {
            var fields = System.Web.HttpUtility.ParseQueryString(Fill(town, row.Body, relationship));
            request.Content = new FormUrlEncodedContent(
            [
                .. fields.AllKeys.Select(name => KeyValuePair.Create(name!, fields[name]!)), new("__RequestVerificationToken", caller.Token),
            ]);
        }

        using var answer = await caller.Client.SendAsync(request, Ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        return (answer.StatusCode, Encoding.Latin1.GetString(bytes) + answer.Headers);
    }

    private static async Task<(int Count, string Text)> CountAsync(
        CountedCommands counted, Town town, MatrixRow row, Caller caller, string relationship)
    {
        var before = counted.All;
        var (status, text) = await AskAsync(town, row, caller, relationship);
        return (counted.All - before, $"{status} {Body().Match(text).Value}");
    }

    private static string Fill(Town town, string pattern, string relationship) => Parameter().Replace(pattern, match => match.Groups[1].Value switch
    {
        "id" => pattern.StartsWith("/signin", StringComparison.Ordinal) ? "0" : relationship,
        "entry" or "entryId" or "decision" or "decisionId" => town.Entry,
        "draft" or "draftId" => town.Draft,
        "invitation" or "upload" => Guid.Empty.ToString(),
        "run" or "size" => "1",
        "measure" => "trust",
        "kind" => "contribution",
        "topic" => "trust",
        "side" => "",
        "status" => "404",
        "documentName" => "v1",
        _ => "none",
    });

    /// <summary>What an unsafe request could have changed.</summary>
    private static async Task<string> StateAsync(Town town)
    {
        var said = new StringBuilder();
        foreach (var owner in (string[])["a.owner", "b.owner", "stranger.owner"])
        {
            var seat = town.SeatOf(owner);
            foreach (var id in (RelationshipId[])[town.Shared, town.Single])
            {
                var size = (await seat.CheckpointAsync(id, null, Ct))?.Checkpoint.Size ?? 0;
                var (drafts, notes) = ((await seat.DraftsAsync(id, Ct)).Count, (await seat.NotesAsync(id, Ct)).Count);
                var invitations = (await seat.InvitationsAsync(id, Ct)).Count;
                said.Append(CultureInfo.InvariantCulture, $"{owner} {size} {drafts} {notes} {invitations}; ");
            }

            foreach (var member in (await seat.MembersAsync(Ct)).OrderBy(member => member.Address, StringComparer.Ordinal))
            {
                said.Append(CultureInfo.InvariantCulture, $"{member.Address} {member.Role}; ");
            }

            var organization = (await seat.OrganizationAsync(Ct))!;
            said.Append(CultureInfo.InvariantCulture, $"{organization.Name} {organization.Clock?.Write()} {(await seat.KeysAsync(Ct)).Length} ");
            said.Append(CultureInfo.InvariantCulture, $"{(await seat.MemberInvitationsAsync(Ct)).Length} {(await seat.DomainsAsync(Ct)).Length} ");
            said.Append(CultureInfo.InvariantCulture,
                $"{(await seat.AbsencesAsync(Ct)).Length} {(await seat.RelationshipPageAsync(null, default, 100, Ct)).Count}\n");
        }

        return said.ToString();
    }

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\??\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{.*\}", RegexOptions.Singleline)]
    private static partial Regex Body();

    private sealed record Caller(string Name, HttpClient Client, string Token);

    /// <summary>Counts the commands that reach one database, through the store's context and beside it.</summary>
    private sealed class CountedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> subscriptions = [];
        private readonly string folder;
        private int all;

        public CountedCommands(string folder)
        {
            this.folder = folder;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
            var asked = new MeterListener
            {
                InstrumentPublished = (instrument, listener) =>
                {
                    if (instrument.Name == "tandem.store.asked")
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            asked.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                if (tags[0].Value is string place && place.StartsWith(folder, StringComparison.Ordinal))
                {
                    Interlocked.Add(ref all, (int)count);
                }
            });
            asked.Start();
            subscriptions.Add(asked);
        }

        public int All => all;

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == DbLoggerCategory.Name)
            {
                subscriptions.Add(listener.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> happened)
        {
            if (happened is { Value: CommandEventData { Command.Connection.DataSource: var place } }
                && happened.Key == RelationalEventId.CommandExecuting.Name && place.StartsWith(folder, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref all);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Dispose();
            }
        }
    }
}
