using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>
/// One line of NDJSON, read without knowing the ledger. Where it breaks a rule, the first one in the order of
/// <see cref="RefusalCode"/> is kept; what was read before that is there, because rules that need the ledger lie between.
/// </summary>
public sealed record Line(EntryId Id, DateTimeOffset? Recorded, Statement? Statement, Refusal? Refusal)
{
    private static readonly string[] Envelope = ["id", "kind", "side", "by", "occurred", "recorded", "body"];

    private static readonly JsonDocumentOptions Plain = new() { MaxDepth = Limits.LineDepth };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Limits.LineDepth };

    /// <param name="utf8">The line without its line feed.</param>
    /// <param name="recorded">When the server took it in; <c>null</c> in a replay: as the line says.</param>
    public static Line Read(ReadOnlyMemory<byte> utf8, DateTimeOffset? recorded = null)
    {
        try
        {
            return ReadStrictly(utf8, recorded);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return Refused(RefusalCode.BadJson); // in this order: no JSON, half a surrogate pair, no finite number
        }
    }

    private static Line ReadStrictly(ReadOnlyMemory<byte> utf8, DateTimeOffset? recorded)
    {
        if (utf8.Length > Limits.LineBytes + Limits.SealBytes || !Utf8.IsValid(utf8.Span))
        {
            return Refused(RefusalCode.BadJson);
        }

        var isSettled = LineScan.Settles(utf8.Span);
        using var document = JsonDocument.Parse(utf8, isSettled ? Plain : Strict);
        var line = document.RootElement;
        return line.ValueKind == JsonValueKind.Object && (isSettled ? utf8.Length : WrittenBytes(utf8, line)) <= MostBytes(line)
            ? ReadEnvelope(line, recorded)
            : Refused(RefusalCode.BadJson);
    }

    /// <summary>
    /// As long as it is when it is written again: 1e20 grows. On the way every string and number is looked at, also in members
    /// that nobody reads.
    /// </summary>
    private static int WrittenBytes(ReadOnlyMemory<byte> utf8, JsonElement line) => Math.Max(utf8.Length, CanonicalJson.Of(line).Length);

    private static int MostBytes(JsonElement line) =>
        line.TryGetProperty("seal"u8, out _) ? Limits.LineBytes + Limits.SealBytes : Limits.LineBytes;

    private static Line ReadEnvelope(JsonElement line, DateTimeOffset? recorded)
    {
        foreach (var name in Envelope)
        {
            if (IsMissing(line, name) && !(name == "recorded" && recorded is not null))
            {
                return Refused(RefusalCode.MissingField, name);
            }
        }

        var id = Text(line, "id");
        if (!EntryId.IsOne(id))
        {
            return Refused(RefusalCode.BadId, "id", Found(line, "id"));
        }

        var read = new Line(new(id), null, null, null);
        if (Text(line, "side") is not ("A" or "B"))
        {
            return read with { Refusal = new(RefusalCode.BadSide, "side", Found(line, "side")) };
        }

        var recordedAt = recorded ?? default;
        if (!Instant.TryParse(Text(line, "occurred"), out var occurred))
        {
            return read with { Refusal = new(RefusalCode.BadInstant, "occurred", Found(line, "occurred")) };
        }

        if (recorded is null && !Instant.TryParse(Text(line, "recorded"), out recordedAt))
        {
            return read with { Refusal = new(RefusalCode.BadInstant, "recorded", Found(line, "recorded")) };
        }

        return ReadBody(line, read with { Recorded = recordedAt }, occurred);
    }

    private static Line ReadBody(JsonElement line, Line read, DateTimeOffset occurred)
    {
        var kind = Text(line, "kind")!;
        if (!Kinds.IsOne(kind))
        {
            return read with { Refusal = new(RefusalCode.UnknownKind, "kind", Found(line, "kind")) };
        }

        var body = line.GetProperty("body");
        var fact = Kinds.Read(kind, body, "body", out var problem);
        var by = Text(line, "by")!;
        if (fact is null || by.Length > Limits.IdChars || by.Any(char.IsControl))
        {
            return read with { Refusal = fact is null ? new(RefusalCode.BadBody, problem.Member, problem.Found) : new(RefusalCode.BadBody, "by") };
        }

        if (TextsOf(line) is not { } texts)
        {
            return read with { Refusal = new(RefusalCode.BadBody, "text") };
        }

        if (!SealReader.TryRead(line, texts, out var seal))
        {
            return read with { Refusal = new(RefusalCode.BadSeal, "seal") };
        }

        var side = Text(line, "side") == "A" ? Side.A : Side.B;
        return read with
        {
            Statement = new(read.Id, side, by, occurred, read.Recorded!.Value, fact, CanonicalJson.Of(body), texts, seal),
        };
    }

    private static ImmutableArray<TextGroup>? TextsOf(JsonElement line)
    {
        if (IsMissing(line, "text"))
        {
            return [];
        }

        var text = line.GetProperty("text");
        if (text.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var groups = ImmutableArray.CreateBuilder<TextGroup>();
        foreach (var member in text.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String || !EntryId.IsOne(member.Name) || groups.Count == Limits.TextGroups)
            {
                return null;
            }

            groups.Add(new(member.Name, member.Value.GetString()!));
        }

        groups.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return groups.ToImmutable();
    }

    /// <summary>Kind and author have no rule of their own to break: what is no word is not there.</summary>
    private static bool IsMissing(JsonElement line, string name) =>
        !line.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null
        || (name is "kind" or "by" && Text(line, name) is not { Length: > 0 });

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string Found(JsonElement line, string name)
    {
        var found = line.GetProperty(name).GetRawText();
        return found.Length <= Limits.FoundChars ? found : found[..Limits.FoundChars] + "…";
    }

    private static Line Refused(RefusalCode code, string? member = null, string? found = null) =>
        new(default, null, null, new(code, member, found));
}
