using System.Text.RegularExpressions;
using Tandem.Core.Advice;
using Tandem.Workspace.Playbook;
using Tandem.Workspace.Text;

namespace Tandem.Web.Tests.Depth;

/// <summary>Every topic of the playbook in every language, short enough to be read and without a dead link.</summary>
public sealed partial class PlaybookTests
{
    public static MatrixTheoryData<string, string> TopicsAndLanguages => new(PlaybookTopic.All.Select(topic => topic.Name), Texts.Languages);

    [Theory]
    [MemberData(nameof(TopicsAndLanguages))]
    public void A_topic_has_a_title_parts_in_order_and_living_links(string name, string language)
    {
        var text = PlaybookTopic.Find(name)!.Markdown[language];
        var levels = Heading().Matches(text).Select(heading => heading.Groups[1].Length).ToArray();

        levels[0].ShouldBe(1);
        levels.Skip(1).ShouldAllBe(level => level == 2);
        levels.Length.ShouldBeGreaterThanOrEqualTo(3);
        Words().Count(Link().Replace(text, "")).ShouldBeInRange(120, 265);
        Link().Matches(text).Select(link => link.Groups[1].Value).Where(link => PlaybookTopic.Find(link) is null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TopicsAndLanguages))]
    public void A_topic_is_the_same_in_each_language(string name, string language)
    {
        var topic = PlaybookTopic.Find(name)!;

        Heading().Count(topic.Markdown[language]).ShouldBe(Heading().Count(topic.Markdown["en"]));
        Link().Matches(topic.Markdown[language]).Select(link => link.Groups[1].Value)
            .ShouldBe(Link().Matches(topic.Markdown["en"]).Select(link => link.Groups[1].Value));
        if (language != "en")
        {
            topic.LeadIn(language).ShouldNotBe(topic.LeadIn("en"));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("sv")]
    [InlineData("fr")]
    public void Every_committed_action_is_told(string language) =>
        Action().Count(PlaybookTopic.Find("actions")!.Markdown[language]).ShouldBe(ActionCatalogue.All.Length);

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\(([a-z-]+)\.md\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^- \*\*", RegexOptions.Multiline)]
    private static partial Regex Action();
}
