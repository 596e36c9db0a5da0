using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Api;

/// <summary>Figures with their reasons, what entries would do to them, and what is advised.</summary>
internal static class ReadingApi
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3660);

    public static void MapReadings(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/readings", Readings)
            .Answers<JsonObject>("Every measure both ways, as tandem measures --json has it", 200).Fails(404).WithName("readings");
        relationship.MapGet("/why/{measure}", Why)
            .Answers<JsonArray>("One measure down to the entries it came from, as tandem why --json has it").Fails(404).WithName("why");
        relationship.MapPost("/what-if", WhatIf)
            .Answers<JsonObject>("What entries would do to every measure; nothing is written").Fails(404, 415, 422).WithName("what_if");
        relationship.MapGet("/advice", Advice)
            .Answers<JsonObject>("What would help the own side most next, as tandem advise --json has it; private").Fails(404).WithName("advice");
    }

    /// <param name="at">The instant of the reading; without it, now.</param>
    /// <param name="own">With what only the own side knows: its drafts and its mail. Private.</param>
    private static async Task<IResult> Readings(Guid id, string? at, bool? own, TimeProvider time, Seat seat, CancellationToken ct)
    {
        DateTimeOffset? instant = null;
        if (at is not null)
        {
            // A reading looks back by months, and reckons week by week up to its instant.
            if (!Instant.TryParse(at, out var read) || read < Earliest || read > time.GetUtcNow() + Ahead)
            {
                return ApiProblem.BadRequest.At("at", ApiWords.Short(at));
            }

            instant = read;
        }

        if (await seat.ReadingJsonAsync(new(id), instant, own == true, ct) is not { } json)
        {
            return ApiProblem.NotFound;
        }

        // The same bytes are the same reading, whatever it was made from.
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\"");
        return TypedResults.Bytes(bytes, "application/json", entityTag: tag);
    }

    /// <param name="measure">Its word, as readings have it.</param>
    /// <param name="side">Whose: A or B; without it, both.</param>
    private static async Task<IResult> Why(Guid id, string measure, string? side, Seat seat, CancellationToken ct)
    {
        if (!ApiWords.TrySide(side, out var of))
        {
            return ApiProblem.BadRequest.At("side", ApiWords.Short(side!));
        }

        return ApiWords.TryRead<MeasureCode>(measure, out var code) && code is { } known && await seat.WhyJsonAsync(new(id), known, of,
            ct) is { } told
            ? TypedResults.Ok(told) : ApiProblem.NotFound;
    }

    private static async Task<IResult> WhatIf(Guid id, WhatIfShape asked, Seat seat, CancellationToken ct)
    {
        if (asked.Drafts is not { Length: > 0 and <= Limits.ApiPage } drafts || drafts.Any(draft => draft is null))
        {
            return ApiProblem.BadRequest.At("drafts");
        }

        return await seat.WhatIfJsonAsync(new(id), drafts, ct) switch
        {
            null => ApiProblem.NotFound,
            (_, { } refusal) => ApiProblem.Of(refusal),
            ({ } json, _) => TypedResults.Ok(json),
            _ => ApiProblem.BadRequest.At("drafts"),
        };
    }

    private static async Task<IResult> Advice(Guid id, Seat seat, CancellationToken ct) =>
        await seat.AdviceJsonAsync(new(id), ct) is { } advice ? TypedResults.Ok(advice) : ApiProblem.NotFound;
}
