using System.Globalization;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Api;

/// <summary>Words of requests, understood strictly.</summary>
internal static class ApiWords
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>As much of what was found as a problem repeats.</summary>
    public static string Short(string found) => found.Length <= Limits.FoundChars ? found : found[..Limits.FoundChars];

    public static bool TrySide(string? word, out Side? side)
    {
        side = word switch { "A" => Side.A, "B" => Side.B, _ => null };
        return word is null || side is not null;
    }

    /// <summary>A code by its word outside; nothing is none.</summary>
    public static bool TryRead<T>(string? word, out T? code)
        where T : struct, Enum
    {
        code = null;
        foreach (var known in Enum.GetValues<T>())
        {
            if (MeasuresJson.Word(known) == word)
            {
                code = known;
            }
        }

        return word is null || code is not null;
    }
}
