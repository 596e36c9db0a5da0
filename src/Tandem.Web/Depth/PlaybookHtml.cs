using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Markdig;
using Microsoft.AspNetCore.Components;
using Tandem.Workspace.Playbook;
using Tandem.Workspace.Text;

namespace Tandem.Web.Depth;

/// <summary>The playbook as HTML, made once. Its Markdown is our own; raw HTML in it would be shown as text all the same.</summary>
internal static partial class PlaybookHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    private static readonly FrozenDictionary<(string Topic, string Language), MarkupString> Made = PlaybookTopic.All
        .SelectMany(topic => Texts.Languages.Select(language => (Topic: topic, Language: language)))
        .ToFrozenDictionary(one => (one.Topic.Name, one.Language), one => new MarkupString(Html(one.Topic.Markdown[one.Language])));

    public static MarkupString Of(PlaybookTopic topic, string language) => Made[(topic.Name, language)];

    /// <summary>The title stands at the head of the page; links between files become links between pages.</summary>
    private static string Html(string markdown) =>
        Link().Replace(Markdown.ToHtml(markdown[(markdown.IndexOf('\n') + 1)..], Pipeline), "href=\"/playbook/$1\"");

    [GeneratedRegex("href=\"([a-z-]+)\\.md\"")]
    private static partial Regex Link();
}
