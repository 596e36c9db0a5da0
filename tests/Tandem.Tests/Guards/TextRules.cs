using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tandem.Tests.Guards;

/// <summary>The words of one face in the three languages, by key.</summary>
internal sealed record FaceTexts(
    string Face, IReadOnlyDictionary<string, string> English, IReadOnlyDictionary<string, string> Swedish,
        IReadOnlyDictionary<string, string> French)
{
    public IEnumerable<(string Language, IReadOnlyDictionary<string, string> Texts)> Translations =>
        [("sv", Swedish), ("fr", French)];

    public static FaceTexts Read(string face) => new(face, Load(face), Load(face + ".sv"), Load(face + ".fr"));

    private static Dictionary<string, string> Load(string name) =>
        XDocument.Load(Repository.PathOf("src", "Tandem.Workspace", "Text", name + ".resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
}

/// <summary>No key is missing, unused or left in English.</summary>
internal static partial class TextRules
{
    public static IEnumerable<string> MissingKeys(FaceTexts face)
    {
        foreach (var (language, texts) in face.Translations)
        {
            foreach (var key in face.English.Keys.Except(texts.Keys))
            {
                yield return $"{face.Face}: {key} is missing in {language}";
            }

            foreach (var key in texts.Keys.Except(face.English.Keys))
            {
                yield return $"{face.Face}: {key} is in {language} and not in English";
            }
        }
    }

    public static IEnumerable<string> EmptyOrLeftInEnglish(FaceTexts face, IReadOnlySet<string> sameInEnglish)
    {
        foreach (var (language, texts) in face.Translations)
        {
            foreach (var (key, text) in texts)
            {
                if (string.IsNullOrWhiteSpace(text))
                {
                    yield return $"{face.Face} {language} {key} is empty";
                }
                else if (face.English.GetValueOrDefault(key) == text && Gap.Replace(text, "").Any(char.IsLetter)
                    && !sameInEnglish.Contains($"{face.Face} {language} {key}"))
                {
                    yield return $"{face.Face} {language} {key} is left in English: {text}";
                }
            }
        }
    }

    /// <summary>A translation fills the same gaps as the English text.</summary>
    public static IEnumerable<string> OtherGaps(FaceTexts face) =>
        from translation in face.Translations
        from text in translation.Texts
        where face.English.ContainsKey(text.Key) && !GapsOf(face.English[text.Key]).SetEquals(GapsOf(text.Value))
        select $"{face.Face} {translation.Language} {text.Key} has other gaps than the English text";

    /// <summary>
    /// A key is used when it stands in the code as a literal (without <c>.one</c> or <c>.other</c> where it counts), or
    /// when the code makes it from a prefix, as in <c>$"state.{name}"</c> or <c>"state." + name</c>.
    /// </summary>
    public static IEnumerable<string> UnusedKeys(FaceTexts face, string code)
    {
        var literals = Literal.Matches(code).Select(literal => literal.Groups[1].Value).ToHashSet();
        var prefixes = Prefix.Matches(code).Select(prefix => prefix.Groups[1].Value).ToHashSet();
        return face.English.Keys
            .Where(key => !literals.Contains(key) && !literals.Contains(Counted.Replace(key, ""))
            && !PrefixesOf(key).Any(prefixes.Contains))
            .Select(key => $"{face.Face}: {key} is used nowhere");
    }

    /// <summary>Keys that the code asks for in so many words and that no face has.</summary>
    public static IEnumerable<string> UnknownKeys(IReadOnlyCollection<FaceTexts> faces, string code)
    {
        var known = faces.SelectMany(face => face.English.Keys)
            .SelectMany(key => (string[])[key, Counted.Replace(key, "")]).ToHashSet();
        return Asked.Matches(code).Select(asked => asked.Groups[1].Value).Where(key => !known.Contains(key)).Distinct()
            .Select(key => $"{key} is asked for and in no face's texts");
    }

    private static HashSet<string> GapsOf(string text) =>
        [.. GapNumber.Matches(text).Select(gap => gap.Groups[1].Value)];

    private static IEnumerable<string> PrefixesOf(string key) =>
        Enumerable.Range(1, key.Length - 1).Where(at => key[at - 1] is '.' or '-').Select(at => key[..at]);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Gap { get; }

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex GapNumber { get; }

    [GeneratedRegex(@"\.(?:one|other)$")]
    private static partial Regex Counted { get; }

    [GeneratedRegex(@"""([a-z][\w.-]*)""")]
    private static partial Regex Literal { get; }

    [GeneratedRegex(@"""([a-z][\w.-]*[.-])(?:\{|"")")]
    private static partial Regex Prefix { get; }

    [GeneratedRegex(@"(?<!\bbody\.)\b(?:Say|Count)\(""([^""{]*[^""{.-])""")]
    private static partial Regex Asked { get; }
}
