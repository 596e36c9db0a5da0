namespace Tandem.Web.Ease;

/// <summary>Something the palette leads to.</summary>
/// <param name="Key">The key that does the same on the page; <c>null</c> where there is none.</param>
public sealed record PaletteOption(string Icon, string Label, string Url, string? Key = null)
{
    /// <summary>Whether every word that was typed stands in the label.</summary>
    internal bool Fits(IEnumerable<string> words, Shell.Reader reader) =>
        words.All(word => reader.Culture.CompareInfo.IndexOf(
            Label, word, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0);
}

/// <param name="Title">What the options have in common.</param>
public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteOption> Options);
