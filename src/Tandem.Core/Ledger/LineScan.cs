using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>
/// One look over a line that settles the usual case: nothing escaped, no member twice, no number that is written longer than
/// it was. What it does not settle is asked again in the slow way.
/// </summary>
internal static class LineScan
{
    private const int MostNames = 128;

    /// <summary>A double holds at least fifteen digits.</summary>
    private const int ShortDigits = 15;

    /// <exception cref="JsonException">It is no JSON, or nested too deep.</exception>
    public static bool Settles(ReadOnlySpan<byte> utf8)
    {
        Span<(int Start, int Length)> names = stackalloc (int Start, int Length)[MostNames];
        Span<int> objects = stackalloc int[Limits.LineDepth + 1];
        var count = 0;
        var reader = new Utf8JsonReader(utf8, new() { MaxDepth = Limits.LineDepth });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects[reader.CurrentDepth] = count;
                    break;
                case JsonTokenType.EndObject:
                    count = objects[reader.CurrentDepth];
                    break;
                case JsonTokenType.PropertyName:
                    var name = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    if (reader.ValueIsEscaped || count == MostNames || IsTwice(utf8, names[objects[reader.CurrentDepth - 1]..count], name))
                    {
                        return false;
                    }

                    names[count++] = name;
                    break;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    return false;
                case JsonTokenType.Number when !IsShort(reader.ValueSpan):
                    return false;
                default:
                    break;
            }
        }

        return true;
    }

    private static bool IsTwice(ReadOnlySpan<byte> utf8, ReadOnlySpan<(int Start, int Length)> before, (int Start, int Length) name)
    {
        foreach (var other in before)
        {
            if (other.Length == name.Length && utf8.Slice(other.Start, other.Length).SequenceEqual(utf8.Slice(name.Start, name.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A finite number that is written again with no more characters.</summary>
    private static bool IsShort(ReadOnlySpan<byte> number) => number.Length <= ShortDigits && number.IndexOfAny((byte)'e', (byte)'E') < 0;
}
