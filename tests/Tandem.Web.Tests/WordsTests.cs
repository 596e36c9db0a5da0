using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Tandem.Workspace.Text;

namespace Tandem.Web.Tests;

/// <summary>The words of the pages are complete in three languages, all of them used, none left in English.</summary>
public sealed partial class WordsTests
{
    /// <summary>The same word in both languages, looked at one by one.</summary>
    private static readonly HashSet<(string Language, string Key)> SameOnPurpose =
    [
        ("fr", "column.quarters"), // messages
        ("fr", "starts.messages"),
        ("fr", "starts.count.one"), // conversation
        ("fr", "starts.count.other"),
        ("fr", "shell.menu"),
        ("fr", "error.code"),
        ("fr", "unit.hours"),
        ("fr", "today.signatures.one"),
        ("fr", "today.signatures.other"),
        ("fr", "place.effort-short"),
        ("sv", "unit.megabytes"),
        ("sv", "curve.band"),
        ("sv", "imports.count.one"),
        ("fr", "access.code"),
        ("sv", "settings.members-count.one"), // person
        ("sv", "settings.role-sponsor"),
        ("fr", "entry.messages"),
        ("fr", "note.text"),
        ("fr", "kind.transaction"),
        ("fr", "kind.concession"),
        ("fr", "kind.contribution"),
        ("fr", "kind.confirmation"),
        ("fr", "kind.incident"),
        ("fr", "kind.invitation"),
        ("sv", "reason.category.risk"),
        ("sv", "pulse.dimension"),
        ("sv", "settlement.period"),
        ("sv", "charter.title"),
        ("sv", "charter.version"),
        ("fr", "pulse.dimension"),
        ("fr", "charter.versions"),
        ("fr", "charter.version"),
    ];

    private static readonly Dictionary<string, Dictionary<string, string>> Words = Texts.Languages.ToDictionary(language => language, WordsIn);

    public static TheoryData<string> Others => [.. Texts.Languages.Skip(1)];

    [Theory]
    [MemberData(nameof(Others))]
    public void No_word_is_missing_and_none_is_left_over(string language) =>
        Words[language].Keys.Order().ShouldBe(Words["en"].Keys.Order());

    [Theory]
    [MemberData(nameof(Others))]
    public void No_word_is_left_in_English(string language)
    {
        var same = Words["en"].Where(word => Words[language][word.Key] == word.Value && HasWords(word.Value));

        same.Where(word => !SameOnPurpose.Contains((language, word.Key))).Select(word => $"{word.Key}: {word.Value}").ShouldBeEmpty();
        SameOnPurpose.Where(known => known.Language == language && Words[language][known.Key] != Words["en"][known.Key]).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_gap_of_a_sentence_is_filled_in_each_language(string language)
    {
        foreach (var (key, english) in Words["en"])
        {
            GapsOf(Words[language][key]).ShouldBe(GapsOf(english), key);
        }
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_exists()
    {
        var asked = Sources().SelectMany(source => Asked().Matches(source))
            .Select(match => (IsCount: match.Groups[1].Value == ".Count(", Key: match.Groups[2].Value)).Distinct();

        asked.Where(word => !Words["en"].ContainsKey(word.IsCount ? word.Key + ".one" : word.Key)).ShouldBeEmpty();
    }

    [Fact]
    public void No_word_is_unused()
    {
        var literals = Sources().SelectMany(source => Literals().Matches(source)).Select(match => match.Groups[1].Value).ToHashSet();

        Words["en"].Keys.Where(key => !literals.Contains(Plural().Replace(key, ""))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_plural_has_both_forms() =>
        Words["en"].Keys.Where(key => Plural().IsMatch(key)).GroupBy(key => Plural().Replace(key, ""))
            .Where(forms => forms.Count() != 2).Select(forms => forms.Key).ShouldBeEmpty();

    [Fact]
    public void Every_reference_that_a_page_names_is_there()
    {
        var named = Sources().SelectMany(source => References().Matches(source)).Select(match => match.Value).Distinct().ToList();

        named.ShouldNotBeEmpty();
        named.Where(page => !File.Exists(Path.Combine(Repository.Root, page))).ShouldBeEmpty();
    }

    private static Dictionary<string, string> WordsIn(string language)
    {
        var words = new ResourceManager("Tandem.Workspace.Text.Pages", typeof(Texts).Assembly);
        var culture = language == Texts.Languages[0] ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return words.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Sources() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Tandem.Web"), "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains("node_modules", StringComparison.Ordinal)
        select File.ReadAllText(file);

    /// <summary>Letters beside the gaps: <c>{0}–{1}</c> has no words.</summary>
    private static bool HasWords(string text) => Gap().Replace(text, "").Any(char.IsLetter);

    private static IEnumerable<string> GapsOf(string text) => Gap().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d(:\w+)?\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\b[Rr]eader(\[|\.Say\(|\.Count\()""([a-z0-9.-]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"""([a-z0-9.-]+)""")]
    private static partial Regex Literals();

    [GeneratedRegex(@"docs/[a-z/-]+\.md")]
    private static partial Regex References();

    [GeneratedRegex(@"\.(one|other)$")]
    private static partial Regex Plural();
}
