using Shouldly;

namespace Tandem.Tests.Guards;

public sealed class TextTests
{
    private static readonly Dictionary<string, string> NoTexts = [];

    private static readonly Lazy<string> Code = new(() => string.Join('\n',
        new DirectoryInfo(Repository.PathOf("src")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".cs" or ".razor"
            && !file.FullName.Contains("node_modules", StringComparison.Ordinal))
            .Select(file => File.ReadAllText(file.FullName))));

    public static TheoryData<string> Faces => ["Pages", "Terminal"];

    [Theory]
    [MemberData(nameof(Faces))]
    public void A_face_says_the_same_things_in_three_languages(string face) =>
        TextRules.MissingKeys(FaceTexts.Read(face)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Faces))]
    public void Nothing_is_empty_or_left_in_English(string face) =>
        TextRules.EmptyOrLeftInEnglish(FaceTexts.Read(face), SameInEnglish()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Faces))]
    public void Translations_fill_the_same_gaps(string face) =>
        TextRules.OtherGaps(FaceTexts.Read(face)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Faces))]
    public void Every_text_is_used(string face) =>
        TextRules.UnusedKeys(FaceTexts.Read(face), Code.Value).ShouldBeEmpty();

    [Fact]
    public void Every_text_asked_for_is_there() =>
        TextRules.UnknownKeys([FaceTexts.Read("Pages"), FaceTexts.Read("Terminal")], Code.Value).ShouldBeEmpty();

    [Fact]
    public void A_planted_missing_key_is_found()
    {
        var face = new FaceTexts("Pages", Texts(("title", "Title")), NoTexts,
            Texts(("title", "Titre"), ("more", "Plus")));

        TextRules.MissingKeys(face)
            .ShouldBe(["Pages: title is missing in sv", "Pages: more is in fr and not in English"]);
    }

    [Fact]
    public void A_planted_English_text_is_found_unless_it_is_allowed()
    {
        var face = new FaceTexts("Pages", Texts(("title", "Median"), ("gap", "{0} – {1}")),
            Texts(("title", "Median"), ("gap", "{0} – {1}")), NoTexts);

        TextRules.EmptyOrLeftInEnglish(face, new HashSet<string>()).Single()
            .ShouldContain("sv title is left in English");
        TextRules.EmptyOrLeftInEnglish(face, new HashSet<string> { "Pages sv title" }).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_empty_text_is_found() =>
        TextRules.EmptyOrLeftInEnglish(new("Pages", Texts(("title", "Title")), Texts(("title", " ")), NoTexts),
            new HashSet<string>())
            .Single().ShouldContain("is empty");

    [Fact]
    public void A_planted_gap_that_is_missing_is_found() =>
        TextRules.OtherGaps(new("Pages", Texts(("n", "{0} of {1:d}")), Texts(("n", "{1} av {0}")), Texts(("n", "{0}"))))
            .ShouldBe(["Pages fr n has other gaps than the English text"]);

    [Fact]
    public void A_planted_unused_key_is_found()
    {
        var face = new FaceTexts("Pages",
            Texts(("a.used", ""), ("b.counted.one", ""), ("c.made.up", ""), ("d.unused", "")), NoTexts, NoTexts);

        TextRules.UnusedKeys(face, """ T["a.used"]; T.Count("b.counted", 1); T[$"c.{made}"]; """)
            .ShouldBe(["Pages: d.unused is used nowhere"]);
    }

    [Fact]
    public void A_planted_unknown_key_is_found() =>
        TextRules.UnknownKeys([new("Pages", Texts(("a.known.one", "")), NoTexts, NoTexts)],
            """ T.Count("a.known", 1); T.Say("b.unknown", 2); """)
            .Single().ShouldContain("b.unknown");

    /// <summary>Words that happen to be the same: one line each, as in <c>Pages sv title</c>.</summary>
    private static HashSet<string> SameInEnglish() =>
        [.. File.ReadAllLines(Repository.PathOf("tests", "Tandem.Tests", "Guards", "same-in-english.txt"))
            .Select(line => line.Trim())];

    private static Dictionary<string, string> Texts(params (string Key, string Text)[] texts) =>
        texts.ToDictionary(text => text.Key, text => text.Text);
}
