namespace Tandem.Web.Tests;

/// <summary>All pages of the made-up workspace.</summary>
internal static class Places
{
    public static IEnumerable<string> All(MadeUpEvidence evidence) => ["/", "/imports", .. evidence.Relationships.Select(Of), .. Why(evidence)];

    public static string Of(Workspace.Relationship relationship) => $"/r/{relationship.Id}";

    private static IEnumerable<string> Why(MadeUpEvidence evidence) =>
        from relationship in evidence.Relationships.Take(3)
        from measure in (string[])["answers-ours", "answers-theirs", "waiting", "starts"]
        select $"{Of(relationship)}/why/{measure}";
}
