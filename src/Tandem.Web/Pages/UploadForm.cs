using System.Collections.Immutable;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Imports;

namespace Tandem.Web.Pages;

/// <summary>
/// Reads an upload as it comes in: the words first, then the files straight onto disk. Nothing is written before the words proved
/// to be ours, and nothing is held in memory.
/// </summary>
internal sealed class UploadForm : IDisposable
{
    /// <summary>The longest field beside the files.</summary>
    private const int FieldChars = 4000;
    private const int FieldsMost = 20;
    private const string TokenField = "__RequestVerificationToken";
    private const string TokenHeader = "RequestVerificationToken";

    private readonly Dictionary<string, string> fields = [];

    private UploadForm()
    {
    }

    public UploadPlace? Place { get; private set; }

    public bool IsTooMany { get; private set; }

    public string this[string field] => fields.GetValueOrDefault(field, "");

    /// <exception cref="AntiforgeryValidationException">The form is not one of ours, or its files came before its words.</exception>
    /// <exception cref="InvalidDataException">No form at all.</exception>
    public static async Task<UploadForm> ReadAsync(HttpContext context, IAntiforgery guard, Seat seat, CancellationToken ct)
    {
        var form = new UploadForm();
        try
        {
            await form.ReadPartsAsync(context, guard, seat, ct);
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>The files are somebody else's to remove.</summary>
    public UploadPlace? Release()
    {
        var place = Place;
        Place = null;
        return place;
    }

    public void Dispose() => Place?.Dispose();

    private async Task ReadPartsAsync(HttpContext context, IAntiforgery guard, Seat seat, CancellationToken ct)
    {
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
        {
            throw new InvalidDataException("An upload is a form with files.");
        }

        var parts = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = Limits.UploadBytes };
        var isOurs = false;
        while (await parts.ReadNextSectionAsync(ct) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var kind))
            {
                continue;
            }

            if (kind.IsFileDisposition())
            {
                if (!isOurs)
                {
                    await ProveAsync(context, guard);
                    isOurs = true;
                }

                var file = HeaderUtilities.RemoveQuotes(kind.FileNameStar.HasValue ? kind.FileNameStar : kind.FileName).Value;
                await KeepAsync(seat, file, part.Body, ct);
            }
            else if (HeaderUtilities.RemoveQuotes(kind.Name).Value is { Length: > 0 } name && fields.Count < FieldsMost)
            {
                fields[name] = await WordsOf(part.Body, ct);
            }
        }

        if (!isOurs)
        {
            await ProveAsync(context, guard);
        }
    }

    private async Task ProveAsync(HttpContext context, IAntiforgery guard)
    {
        context.Request.Headers[TokenHeader] = this[TokenField]; // so that nobody reads the whole form to find it
        if (this[TokenField].Length == 0)
        {
            throw new AntiforgeryValidationException("The form's mark has to come before its files.");
        }

        await guard.ValidateRequestAsync(context);
    }

    private async Task KeepAsync(Seat seat, string? name, Stream bytes, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(name))
        {
            return; // an empty field for files
        }

        Place ??= seat.BeginUpload();
        if (Place.Names.Length >= Limits.UploadFiles)
        {
            IsTooMany = true;
            return;
        }

        await Place.AddAsync(name, bytes, ct);
    }

    private static async Task<string> WordsOf(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body);
        var buffer = new char[FieldChars + 1];
        var read = await reader.ReadBlockAsync(buffer, ct);
        return read > FieldChars ? throw new InvalidDataException("A field is too long.") : new(buffer, 0, read);
    }
}

/// <summary>What somebody put into the form, beside the files.</summary>
/// <param name="Relationship">The id of one there is, or empty for a new one.</param>
public sealed record UploadWords(string Relationship, string Name, string Domains, string Ours, bool KeepsBodies)
{
    public static UploadWords None { get; } = new("", "", "", "", false);
}

/// <summary>What the form of the imports page offers.</summary>
/// <param name="Choices">Relationships by name.</param>
/// <param name="OurDomains">What is known to be ours.</param>
public sealed record UploadOffer(
    ImmutableArray<(string Id, string Name)> Choices, ImmutableArray<string> OurDomains, UploadWords Words, Access.Faults Faults);
