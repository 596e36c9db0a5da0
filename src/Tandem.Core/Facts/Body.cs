using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>
/// Reads the members of a body. The first member that breaks its rule is remembered, with what stood there; the reading goes
/// on with defaults, so that a fact reads its members one after another without asking each time.
/// </summary>
internal sealed class Body(JsonElement body, string path = "body")
{
    private const int WholeDigits = 15;
    private const int FractionDigits = 6;

    /// <summary>The first member that breaks its rule, as in <c>body.worth.amount</c>; <c>null</c> while all is well.</summary>
    public string? Wrong { get; private set; }

    public string? Found { get; private set; }

    public Side Side(string name) => SideIn(Required(name), name);

    public Side? SideOrJoint(string name) => Required(name) is { ValueKind: JsonValueKind.String } word && word.ValueEquals("joint")
        ? null
        : Side(name);

    public ImmutableArray<Side> SidesIn(string name)
    {
        var sides = ImmutableArray.CreateBuilder<Side>();
        foreach (var item in Items(name))
        {
            var side = SideIn(item, name);
            if (!sides.Contains(side))
            {
                sides.Add(side);
            }
        }

        return sides.ToImmutable();
    }

    public EntryId Reference(string name) => Check(Required(name), name, e => EntryId.IsOne(Text(e))) is { } found ? new(Text(found)) : default;

    public EntryId? OptionalReference(string name) => Optional(name) is null ? null : Reference(name);

    public T Word<T>(string name)
        where T : struct, Enum => WordIn<T>(Required(name), name);

    public T Word<T>(string name, T otherwise)
        where T : struct, Enum => Optional(name) is { } given ? WordIn<T>(given, name) : otherwise;

    public bool Truth(string name) =>
        Check(Required(name), name, e => e.ValueKind is JsonValueKind.True or JsonValueKind.False)?.GetBoolean() ?? false;

    public DateTimeOffset Moment(string name)
    {
        DateTimeOffset moment = default;
        _ = Check(Required(name), name, e => Instant.TryParse(Text(e), out moment));
        return moment;
    }

    public DateTimeOffset? OptionalMoment(string name) => Optional(name) is null ? null : Moment(name);

    /// <summary>A name, class or code: short, and never the place for what people write.</summary>
    public string Code(string name) => Check(Required(name), name, IsCode)?.GetString() ?? "";

    /// <summary>The word at a member, if it is one; nothing is required of it.</summary>
    public string? WordOrNull(string name) => Optional(name) is { } given ? Text(given) : null;

    public string? OptionalCode(string name) => Optional(name) is null ? null : Code(name);

    public ImmutableArray<string> Codes(string name)
    {
        var codes = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(name))
        {
            codes.Add(Check(item, name, IsCode)?.GetString() ?? "");
        }

        return codes.ToImmutable();
    }

    public double Number(string name, double least, double most) => NumberIn(Required(name), name, least, most);

    public double? OptionalNumber(string name, double least, double most) =>
        Optional(name) is { } given ? NumberIn(given, name, least, most) : null;

    /// <summary>A whole number from 0 up.</summary>
    public int Whole(string name)
    {
        var count = 0;
        _ = Check(Required(name), name, e => e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out count) && count >= 0);
        return count;
    }

    public Worth Worth(string name, bool mayBeNegative = false) => WorthIn(Required(name), name, mayBeNegative);

    public Worth? OptionalWorth(string name, bool mayBeNegative = false) =>
        Optional(name) is { } given ? WorthIn(given, name, mayBeNegative) : null;

    public Sides<T> OfBoth<T>(string name, Func<Body, string, T> read)
    {
        var inner = Inner(name);
        var both = new Sides<T>(read(inner, "A"), read(inner, "B"));
        Take(inner);
        return both;
    }

    /// <summary>The members of an object by name.</summary>
    public ImmutableDictionary<string, T> Members<T>(string name, Func<Body, string, T> read)
    {
        var inner = Inner(name);
        var members = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var member in inner.Names(name))
        {
            members[member] = read(inner, member);
        }

        Take(inner);
        return members.ToImmutable();
    }

    /// <summary>The objects of a list.</summary>
    public ImmutableArray<T> List<T>(string name, Func<Body, T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var item in Items(name))
        {
            var inner = new Body(item, $"{path}.{name}[{items.Count}]");
            inner.MustBeObject();
            items.Add(read(inner));
            Take(inner);
        }

        return items.ToImmutable();
    }

    public T Object<T>(string name, Func<Body, T> read)
    {
        var inner = Inner(name);
        var value = read(inner);
        Take(inner);
        return value;
    }

    /// <summary>A member that may be <c>null</c> but not be left out.</summary>
    public void MustSay(string name)
    {
        if (body.ValueKind == JsonValueKind.Object && !body.TryGetProperty(name, out _))
        {
            _ = Bad(name, null, 0);
        }
    }

    public bool Has(string name) => Optional(name) is not null;

    /// <summary>Any value of a decision's circumstances or outcome: a word, a number, a truth, a list of words, or nothing.</summary>
    public Circumstance Circumstance(string name)
    {
        var given = body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var there) ? there : default;
        return given.ValueKind switch
        {
            JsonValueKind.String => new Circumstance.Word(Code(name)),
            JsonValueKind.Number => new Circumstance.Number(NumberIn(given, name, double.MinValue, double.MaxValue)),
            JsonValueKind.True or JsonValueKind.False => new Circumstance.Truth(given.GetBoolean()),
            JsonValueKind.Array => new Circumstance.Set(Codes(name)),
            JsonValueKind.Object => Bad<Circumstance>(name, given, new Circumstance.Missing()),
            _ => new Circumstance.Missing(),
        };
    }

    /// <summary>A rule that more than one member makes.</summary>
    public void Require(bool holds, string name)
    {
        if (!holds)
        {
            _ = Bad(name, Optional(name), 0);
        }
    }

    public void MustBeObject()
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Wrong ??= path;
            Found ??= Shown(body);
        }
    }

    public IEnumerable<string> Names(string name)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var names = body.EnumerateObject().Select(member => member.Name).ToList();
        if (names.Count > Limits.BodyItems || names.Exists(n => n.Length > Limits.CodeChars))
        {
            Wrong ??= path;
            Found ??= name;
            return [];
        }

        return names;
    }

    private Body Inner(string name)
    {
        var inner = new Body(Required(name) ?? default, $"{path}.{name}");
        if (Wrong is null)
        {
            inner.MustBeObject();
        }

        return inner;
    }

    private void Take(Body inner)
    {
        Found ??= Wrong is null ? inner.Found : null;
        Wrong ??= inner.Wrong;
    }

    private JsonElement? Optional(string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var given) && given.ValueKind != JsonValueKind.Null
            ? given
            : null;

    private JsonElement? Required(string name) => Optional(name) is { } given ? given : Bad<JsonElement?>(name, null, null);

    private JsonElement.ArrayEnumerator Items(string name)
    {
        var list = Check(Required(name), name, e => e.ValueKind == JsonValueKind.Array && e.GetArrayLength() <= Limits.BodyItems);
        return list is { } given ? given.EnumerateArray() : default;
    }

    private Side SideIn(JsonElement? given, string name) =>
        Check(given, name, e => Text(e) is "A" or "B") is { } found && found.ValueEquals("B") ? Vocabulary.Side.B : Vocabulary.Side.A;

    private T WordIn<T>(JsonElement? given, string name)
        where T : struct, Enum
    {
        T value = default;
        _ = Check(given, name, e => Words<T>.TryParse(Text(e), out value));
        return value;
    }

    private double NumberIn(JsonElement? given, string name, double least, double most)
    {
        var number = 0.0;
        var found = Check(given, name, e => e.ValueKind == JsonValueKind.Number && e.TryGetDouble(out number) && number >= least && number <= most);
        return found is null ? least : number; // what breaks its rule is not computed with
    }

    private Worth WorthIn(JsonElement? given, string name, bool mayBeNegative)
    {
        if (Check(given, name, e => e.ValueKind == JsonValueKind.Object) is not { } worth)
        {
            return default;
        }

        var inner = new Body(worth, $"{path}.{name}");
        var isHours = inner.Has("hours");
        var amount = inner.Decimal(isHours ? "hours" : "amount", mayBeNegative);
        var currency = isHours ? null : inner.Currency("currency");
        inner.Require(!isHours || !(inner.Has("amount") || inner.Has("currency")), "hours");
        Take(inner);
        return new(amount, currency);
    }

    public string Currency(string name) => Check(Required(name), name, e => IsCurrency(Text(e)))?.GetString() ?? "";

    public static bool IsCurrency(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);

    /// <summary>A decimal written as a string: at most 15 digits, a point and 6 digits.</summary>
    public decimal Decimal(string name, bool mayBeNegative = false)
    {
        var amount = 0m;
        _ = Check(Required(name), name, e => TryDecimal(Text(e), mayBeNegative, out amount));
        return amount;
    }

    private static bool TryDecimal(string? text, bool mayBeNegative, out decimal amount)
    {
        amount = 0;
        var digits = text.AsSpan(mayBeNegative && text is ['-', ..] ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        return whole.Length is > 0 and <= WholeDigits && !whole.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || fraction.Length is > 0 and <= FractionDigits) && !fraction.ContainsAnyExceptInRange('0', '9')
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out amount);
    }

    private static bool IsCode(JsonElement given) =>
        Text(given) is { Length: <= Limits.CodeChars } text && !text.AsSpan().ContainsAnyInRange('\0', '\x1f');

    private static string? Text(JsonElement given) => given.ValueKind == JsonValueKind.String ? given.GetString() : null;

    private JsonElement? Check(JsonElement? given, string name, Func<JsonElement, bool> holds) =>
        given is { } value && !holds(value) ? Bad<JsonElement?>(name, given, null) : given;

    private T Bad<T>(string name, JsonElement? found, T otherwise)
    {
        if (Wrong is null)
        {
            Wrong = $"{path}.{name}";
            Found = found is { } value ? Shown(value) : null;
        }

        return otherwise;
    }

    private static string Shown(JsonElement found)
    {
        var text = found.ValueKind == JsonValueKind.Undefined ? "" : found.GetRawText();
        return text.Length <= Limits.FoundChars ? text : text[..Limits.FoundChars] + "…";
    }
}
