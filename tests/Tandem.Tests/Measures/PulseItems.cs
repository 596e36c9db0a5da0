using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Tandem.Tests.Measures;

/// <summary>catalogue/pulse_items.json: what the pulse asks about the other side, and the same turned round about one's own.</summary>
public sealed partial class PulseItems
{
    private static readonly string[] Dimensions = ["reciprocity", "autonomy", "integrity", "loyalty", "equity", "trust", "value"];

    private static readonly string[] Languages = ["en", "sv", "fr"];

    private static readonly JsonElement Catalogue =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("catalogue", "pulse_items.json"))).RootElement;

    private static readonly JsonElement[] Items = [.. Catalogue.GetProperty("items").EnumerateArray()];

    [Fact]
    public void Each_principle_and_trust_and_value_have_two_items_named_after_them() =>
        Items.Select(item => (item.Word("id"), item.Word("dimension")))
            .ShouldBe(Dimensions.SelectMany(name => new[] { ($"{name}.1", name), ($"{name}.2", name) }));

    [Fact]
    public void Every_item_is_worded_in_three_languages_about_them_and_about_us()
    {
        var wordings = Items.SelectMany(item => Languages.SelectMany(language =>
            new[] { item.Word(language), item.GetProperty("self").Word(language) })).ToArray();

        wordings.Length.ShouldBe(14 * 3 * 2);
        wordings.ShouldBeUnique();
        wordings.ShouldAllBe(text => Sentence.IsMatch(text));
    }

    [Fact]
    public void The_scale_has_five_labels_in_each_language_and_the_question_of_the_share_is_worded() =>
        Languages.ShouldAllBe(language =>
            Catalogue.GetProperty("scale").GetProperty("labels").GetProperty(language).GetArrayLength() == Core.Measures.PulseStatistics.ScalePoints
            && Catalogue.GetProperty("share_question").Word(language).EndsWith('?'));

    [GeneratedRegex(@"^\p{Lu}[^.]+\.$")]
    private static partial Regex Sentence { get; }
}
