using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Tandem.Core.Ledger;
using Tandem.Web.Shell;
using Tandem.Workspace.Text;

namespace Tandem.Web.Api;

/// <summary>Why a request failed, as RFC 9457 has it: a code for programs, a sentence in the reader's language for people.</summary>
/// <param name="Code">Stands in <c>code</c> and at the end of <c>type</c>.</param>
/// <param name="Key">The sentence of it.</param>
internal sealed record ApiProblem(int Status, string Code, string Key) : IResult
{
    public const string ContentType = "application/problem+json";
    public const string TypePrefix = "urn:tandem:problem:";

    public static readonly ApiProblem BadRequest = new(400, "bad_request", "api.bad-request");
    public static readonly ApiProblem Antiforgery = new(400, "antiforgery", "api.antiforgery");
    public static readonly ApiProblem Unauthorized = new(401, "unauthorized", "api.unauthorized");
    public static readonly ApiProblem Forbidden = new(403, "forbidden", "api.forbidden");
    public static readonly ApiProblem NoOrganization = new(403, "no_organization", "api.no-organization");
    public static readonly ApiProblem DomainNotProven = new(403, "domain_not_proven", "api.domain-not-proven");
    public static readonly ApiProblem NotFound = new(404, "not_found", "api.not-found");
    public static readonly ApiProblem MethodNotAllowed = new(405, "method_not_allowed", "api.method-not-allowed");
    public static readonly ApiProblem NotJoined = new(409, "not_joined", "api.not-joined");
    public static readonly ApiProblem TooLarge = new(413, "too_large", "api.too-large");
    public static readonly ApiProblem UnsupportedMediaType = new(415, "unsupported_media_type", "api.unsupported-media-type");
    public static readonly ApiProblem SameSide = new(422, "same_side", "api.same-side");
    public static readonly ApiProblem TooManyDrafts = new(422, "too_many_drafts", "api.too-many-drafts");
    public static readonly ApiProblem TooManyRequests = new(429, "too_many_requests", "api.too-many-requests");
    public static readonly ApiProblem Internal = new(500, "internal", "api.internal");
    public static readonly ApiProblem Busy = new(503, "busy", "api.busy");

    /// <summary>Every one but the refusals of entries, which have their own pages.</summary>
    public static ImmutableArray<ApiProblem> All { get; } =
    [
        BadRequest, Antiforgery, Unauthorized, Forbidden, NoOrganization, DomainNotProven, NotFound, MethodNotAllowed, NotJoined, TooLarge,
        UnsupportedMediaType, SameSide, TooManyDrafts, TooManyRequests, Internal, Busy,
    ];

    /// <summary>What is wrong, part by part.</summary>
    public ImmutableArray<ProblemPart> Errors { get; init; } = [];

    /// <summary>More than the sentence of the code says.</summary>
    public string? Detail { get; init; }

    /// <summary>Why an entry was not taken in.</summary>
    public Refusal? Refusal { get; init; }

    public static ApiProblem Of(Refusal refusal) => new(422, Refusal.Word(refusal.Code), "api.refused")
    {
        Refusal = refusal,
        Errors = [new(refusal.Member, Refusal.Word(refusal.Code), refusal.Found)],
    };

    /// <summary>For an answer that was given without a word.</summary>
    public static ApiProblem OfStatus(int status) =>
        All.FirstOrDefault(problem => problem.Status == status) ?? (status >= 500 ? Internal : BadRequest) with { Status = status };

    public ApiProblem At(string member, string? found = null) => this with { Errors = Errors.Add(new(member, Code, found)) };

    public Task ExecuteAsync(HttpContext context)
    {
        var reader = Reader.Of(context.Request);
        var detail = Refusal is { } refusal ? RefusalWords.Of(Texts.ForTerminal(reader.Culture), refusal) : Detail ?? reader[Key];
        var said = new Problem(
            TypePrefix + Code, Texts.ForPages(CultureInfo.GetCultureInfo("en"))[Key], Status, Code, detail, Errors,
            Status >= 500 ? context.TraceIdentifier : null);
        context.Response.StatusCode = Status;
        context.Response.Headers.ContentLanguage = reader.Language;
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return context.Response.WriteAsJsonAsync(said, json, ContentType, context.RequestAborted);
    }
}

/// <summary>Why a request failed (RFC 9457).</summary>
/// <param name="Type">Stable; ends in the code.</param>
/// <param name="Title">In English, the same for every problem of this code.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Code">For programs. Of a refused entry, the code of the refusal.</param>
/// <param name="Detail">In the language of Accept-Language.</param>
/// <param name="Errors">What is wrong, part by part.</param>
/// <param name="Request">What the host's log calls the request, where the host failed.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, string Detail, ImmutableArray<ProblemPart> Errors, string? Request);

/// <summary>One thing that is wrong.</summary>
/// <param name="Member">Which member or parameter, as in body.worth.amount; or the entry that stands in the way.</param>
/// <param name="Code">For programs.</param>
/// <param name="Found">What stood there.</param>
public sealed record ProblemPart(string? Member, string Code, string? Found);
