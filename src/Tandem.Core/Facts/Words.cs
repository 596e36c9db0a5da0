using System.Collections.Frozen;

namespace Tandem.Core.Facts;

/// <summary>The words of a closed choice, as entries write them: <c>Partial</c> is <c>partial</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> ByWord =
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant());

    public static bool TryParse(string? word, out T value)
    {
        value = default;
        return word is not null && ByWord.TryGetValue(word, out value);
    }

    public static string All { get; } = string.Join(", ", ByWord.Keys.Order(StringComparer.Ordinal));
}
