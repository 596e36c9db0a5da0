using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Tandem.Workspace.Text;

/// <summary>
/// The words of one face in one language. The keys are the same in English, Swedish and French; a test proves that none
/// is missing, unused or left in English.
/// </summary>
public sealed class Texts
{
    private static readonly ResourceManager PagesWords = new("Tandem.Workspace.Text.Pages", typeof(Texts).Assembly);
    private static readonly ResourceManager TerminalWords = new("Tandem.Workspace.Text.Terminal", typeof(Texts).Assembly);

    /// <summary>A page asks for hundreds of words; a resource manager would take a lock for each.</summary>
    private static readonly ConcurrentDictionary<(ResourceManager Words, string Culture), FrozenDictionary<string, string>> Read = new();

    private readonly FrozenDictionary<string, string> words;

    private Texts(ResourceManager words, CultureInfo culture) =>
        (this.words, Culture) = (Read.GetOrAdd((words, culture.Name), static (_, of) => WordsOf(of.words, of.culture), (words, culture)), culture);

    /// <summary>The languages Tandem speaks, by their two-letter codes; the first is what others fall back to.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "sv", "fr"];

    public CultureInfo Culture { get; }

    public string this[string key] =>
        words.GetValueOrDefault(key) ?? throw new KeyNotFoundException($"No text '{key}' in {Culture.Name}.");

    public static Texts ForPages(CultureInfo culture) => new(PagesWords, culture);

    public static Texts ForTerminal(CultureInfo culture) => new(TerminalWords, culture);

    private static FrozenDictionary<string, string> WordsOf(ResourceManager words, CultureInfo culture)
    {
        var found = new Dictionary<string, string>();
        for (var of = culture; ; of = of.Parent)
        {
            if (words.GetResourceSet(of, createIfNotExists: true, tryParents: false) is { } set)
            {
                foreach (var word in set.Cast<DictionaryEntry>())
                {
                    found.TryAdd((string)word.Key, (string)word.Value!);
                }
            }

            if (of.Equals(CultureInfo.InvariantCulture))
            {
                return found.ToFrozenDictionary();
            }
        }
    }

    /// <summary>A sentence with its gaps filled, numbers and dates in the language's form.</summary>
    public string Say(string key, params object?[] values) => string.Format(Culture, this[key], values);

    /// <summary>A sentence about a number: the key ends in <c>.one</c> or <c>.other</c>. French counts 0 as one.</summary>
    public string Count(string key, long number, params object?[] values)
    {
        var isOne = number == 1 || (number == 0 && Culture.TwoLetterISOLanguageName == "fr");
        return Say(key + (isOne ? ".one" : ".other"), [number, .. values]);
    }
}
