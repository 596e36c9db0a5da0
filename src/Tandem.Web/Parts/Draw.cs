using System.Globalization;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Parts;

/// <summary>Numbers and classes of the drawings. Drawings stretch: across they are measured in percent, down in pixels.</summary>
internal static class Draw
{
    /// <summary>A part of the whole as an attribute: <c>57.6%</c>, in every language.</summary>
    public static string Across(double part) =>
        (Math.Clamp(part, 0, 1) * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string Down(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Fill(Side side) => side == Side.A ? "fa" : "fb";

    public static string Stroke(Side side) => side == Side.A ? "sa" : "sb";

    public static string Wash(Side side) => side == Side.A ? "fa-w" : "fb-w";

    /// <summary>Hatched: not settled yet. The lines run the other way on side B.</summary>
    public static string Hatch(Side side) => side == Side.A ? "url(#ha)" : "url(#hb)";

    public static string Is(Side side) => side == Side.A ? "is-a" : "is-b";

    /// <summary>Two letters for a name: of its first two words, or the first two of its only one.</summary>
    public static string Monogram(string name)
    {
        var words = name.Split([' ', '-', '.', '&', '@'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => char.IsLetterOrDigit(word[0])).ToArray();
        return words switch
        {
            [] => "?",
            [var only] => only[..Math.Min(2, only.Length)].ToUpperInvariant(),
            [var first, ..] when !name.Contains(' ') => first[..Math.Min(2, first.Length)].ToUpperInvariant(),
            [var first, var second, ..] => $"{first[0]}{second[0]}".ToUpperInvariant(),
        };
    }
}
