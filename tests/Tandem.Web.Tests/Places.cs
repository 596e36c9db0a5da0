namespace Tandem.Web.Tests;

/// <summary>All pages of the made-up workspace, by name.</summary>
internal static class Places
{
    public const string NotFound = "not-found";
    public const string EmptyPortfolio = "portfolio-empty";

    public static string[] Names { get; } = [.. Named(MadeUpEvidence.OfAldermere()).Select(place => place.Name)];

    public static IEnumerable<(string Name, string Url)> Named(MadeUpEvidence evidence) =>
    [
        ("portfolio", "/mail"),
        (EmptyPortfolio, "/mail"),
        ("first-run", "/"),
        ("new-relationship", "/relationships/new"),
        ("imports", "/imports"),
        ("relationship", Of(evidence, 0) + "/mail"),
        ("relationship-as-b", Of(evidence, 1) + "/mail"),
        ("relationship-few", Of(evidence, 2) + "/mail"),
        ("relationship-none", Of(evidence, 3) + "/mail"),
        ("why-answers-ours", Of(evidence, 0) + "/why/answers-ours"),
        ("why-answers-theirs", Of(evidence, 0) + "/why/answers-theirs"),
        ("why-answers-as-b", Of(evidence, 1) + "/why/answers-ours"),
        ("why-answers-few", Of(evidence, 2) + "/why/answers-theirs"),
        ("why-waiting", Of(evidence, 0) + "/why/waiting"),
        ("why-waiting-few", Of(evidence, 2) + "/why/waiting"),
        ("why-starts", Of(evidence, 0) + "/why/starts"),
        (NotFound, "/r/00000000-0000-0000-0000-00000000abcd"),
    ];

    public static string Of(MadeUpEvidence evidence, int number) => $"/r/{evidence.Relationships[number].Id}";
}
