using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;

namespace Tandem.Web.Ease;

/// <summary>A place inside a relationship, as its path says.</summary>
/// <param name="Section">What can be kept when another relationship is opened: the tab with its question, <c>""</c> for the overview.</param>
internal sealed record PlaceInside(RelationshipId Relationship, string Section)
{
    private const string Start = "/r/";

    private static readonly string[] Sections =
        ["measures", "timeline", "commitments", "decisions", "charter", "settlement", "pulse", "record", "mail", "report"];

    public static PlaceInside? Of(string? place)
    {
        if (place?.StartsWith(Start, StringComparison.Ordinal) != true || PreferenceEndpoints.LocalPath(place) != place)
        {
            return null;
        }

        var (path, query) = place.IndexOf('?', StringComparison.Ordinal) is var at and > 0 ? (place[..at], place[at..]) : (place, "");
        var parts = path[Start.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var id, ..] && Guid.TryParse(id, out var relationship)
            ? new(new(relationship), SectionOf(parts[1..]) + (parts.Length <= 2 ? query : "")) : null;
    }

    private static string SectionOf(string[] parts) => parts switch
    {
        ["why", "standing"] => "/why/standing",
        ["entries", ..] => "/timeline",
        [var section, ..] when Sections.Contains(section) => "/" + section,
        _ => "",
    };
}
