using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>What somebody put into a form: kept as they wrote it, so that nothing is lost when it is refused.</summary>
public sealed class FormInput
{
    /// <summary>The field that says when it took effect.</summary>
    public const string Occurred = "occurred";

    private readonly Dictionary<string, string> written;

    private FormInput(Dictionary<string, string> written) => this.written = written;

    /// <summary>As it stands in the field.</summary>
    public string this[string name] => written.GetValueOrDefault(name, "");

    public static FormInput Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent) =>
        new(sent.ToDictionary(pair => pair.Key, pair => pair.Value.ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal));

    /// <summary>A form as it is first shown.</summary>
    public static FormInput Begun(EntryForm form, Side us, string? currency, IReadOnlyDictionary<string, string> given)
    {
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            switch (field.Type)
            {
                case FieldType.Side:
                    begun[field.Name] = (field.Name == "to" ? us.Other : us).ToString();
                    break;
                case FieldType.Worth or FieldType.Change:
                    begun[Unit(field.Name)] = currency ?? "";
                    break;
                case FieldType.Word:
                    begun[field.Name] = field.Words.Any(word => word.Word == "normal") ? "normal" : field.Words[0].Word;
                    break;
                default:
                    break; // empty until somebody writes into it
            }
        }

        foreach (var (name, value) in given)
        {
            begun[name] = value;
        }

        return new(begun);
    }

    /// <summary>The same, filled from what an entry says.</summary>
    public static FormInput Saying(EntryForm form, ReadOnlyMemory<byte> body, ImmutableArray<TextGroup> texts, WorkingHours clock)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(body);
        foreach (var field in form.Fields.Where(field => !field.IsText))
        {
            if (document.RootElement.TryGetProperty(field.Name, out var member))
            {
                Take(said, field, member, clock);
            }
        }

        foreach (var text in texts)
        {
            said[text.Name] = text.Text;
        }

        return new(said);
    }

    /// <summary>In what a worth is written: a currency, or nothing for hours.</summary>
    public static string Unit(string name) => name + ".unit";

    /// <summary>The body that the fields make. What breaks a rule is left as it was written: the rules are asked where entries are decided.</summary>
    public JsonObject Body(EntryForm form, WorkingHours clock)
    {
        var body = new JsonObject();
        foreach (var field in form.Fields.Where(field => !field.IsText && this[field.Name].Trim().Length > 0))
        {
            body[field.Name] = Value(field, this[field.Name].Trim(), clock);
        }

        foreach (var flag in form.Fields.Where(field => field.Type == FieldType.Flag))
        {
            body[flag.Name] = this[flag.Name] == "yes";
        }

        return body;
    }

    /// <summary>When it took effect; <c>null</c> for now.</summary>
    public bool TryOccurred(WorkingHours clock, out DateTimeOffset? occurred)
    {
        occurred = null;
        if (this[Occurred].Trim().Length == 0)
        {
            return true;
        }

        var isOne = DateTime.TryParse(this[Occurred], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Kind == DateTimeKind.Unspecified; // an hour on the wall, not one of a zone of its own
        occurred = isOne ? InUtc(local, clock) : null;
        return isOne;
    }

    public IEnumerable<FormField> MissingOf(EntryForm form) => form.Fields.Where(field =>
        !field.IsOptional && field.Type != FieldType.Flag && this[field.Name].Trim().Length == 0);

    /// <summary>Numbers that can be read in two ways. They are asked for again: an entry is for good.</summary>
    public IEnumerable<FormField> UnclearOf(EntryForm form) =>
        form.Fields.Where(field => IsNumber(field) && Amounts.IsUnclear(WithoutSign(this[field.Name])));

    private JsonNode Value(FormField field, string text, WorkingHours clock) => field.Type switch
    {
        FieldType.Worth or FieldType.Change => this[Unit(field.Name)] is { Length: > 0 } currency
            ? new JsonObject { ["amount"] = Plain(text), ["currency"] = currency }
            : new JsonObject { ["hours"] = Plain(text) },
        FieldType.Percent => Amounts.TryRead(WithoutSign(text), out var percent)
            ? JsonValue.Create(Math.Round((double)percent / 100, 6))
            : JsonValue.Create(text),
        FieldType.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? JsonValue.Create(Instant.Write(InUtc(day.ToDateTime(field.Name == "start" ? clock.From : clock.To), clock)))
            : JsonValue.Create(text),
        _ => JsonValue.Create(text),
    };

    private static void Take(Dictionary<string, string> said, FormField field, JsonElement member, WorkingHours clock)
    {
        switch (field.Type)
        {
            case FieldType.Worth or FieldType.Change when member.TryGetProperty("hours", out var hours):
                (said[field.Name], said[Unit(field.Name)]) = (Written(hours.GetString()!), "");
                break;
            case FieldType.Worth or FieldType.Change:
                (said[field.Name], said[Unit(field.Name)]) = (
                    Written(member.GetProperty("amount").GetString()!), member.GetProperty("currency").GetString()!);
                break;
            case FieldType.Percent:
                said[field.Name] = Amounts.Write(member.GetDouble() * 100);
                break;
            case FieldType.Flag:
                said[field.Name] = member.GetBoolean() ? "yes" : "";
                break;
            case FieldType.Day when Instant.TryParse(member.GetString(), out var due):
                said[field.Name] = clock.DayOf(due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            default:
                said[field.Name] = member.ToString();
                break;
        }
    }

    /// <summary>What is no number is left as it was written.</summary>
    private static string Plain(string text) =>
        Amounts.TryRead(text, out var amount) ? amount.ToString(CultureInfo.InvariantCulture) : text;

    private static bool IsNumber(FormField field) => field.Type is FieldType.Worth or FieldType.Change or FieldType.Percent;

    private static string WithoutSign(string text) => text.Trim().TrimEnd('%', ' ', '\u00a0', '\u202f');

    /// <summary>As an entry writes it, or as it was written where it cannot be read.</summary>
    private static string Written(string amount) =>
        decimal.TryParse(amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Amounts.Write(number) : amount;

    /// <summary>An hour that the clock skips in spring counts from the moment after the gap.</summary>
    private static DateTimeOffset InUtc(DateTime local, WorkingHours clock)
    {
        // Where time begins and ends there is no room for a zone.
        local = new(Math.Clamp(local.Ticks, DateTime.MinValue.Ticks + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay));
        while (clock.Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return new DateTimeOffset(local, clock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
