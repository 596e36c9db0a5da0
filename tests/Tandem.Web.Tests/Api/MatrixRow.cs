using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Api;

/// <summary>What an endpoint asks of its caller, as matrix.txt declares it.</summary>
/// <param name="Name">Method and pattern.</param>
/// <param name="Needs">The right; <c>null</c>: nothing, it is there for those who are not signed in too.</param>
/// <param name="IsAboutRelationship">What is out of scope is not there.</param>
/// <param name="IsPrivate">A key that is kept to the shared record is turned away.</param>
/// <param name="IsSigned">Only for somebody with an account, about themselves.</param>
/// <param name="Body">A form, or JSON; whatever makes the request whole.</param>
internal sealed record MatrixRow(
    string Name, Right? Needs, bool IsAboutRelationship, bool IsPrivate, bool IsSigned, bool IsFleeting, string Body)
{
    public string Method => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public string Pattern => Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsSafe => Method is "GET" or "ANY";

    public bool IsDoor => Needs is null;

    /// <summary>Every line but comments: name; right or door; where; body.</summary>
    public static List<MatrixRow> Read() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Tandem.Web.Tests", "Api", "matrix.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" ; ")).Select(parts => new MatrixRow(
                parts[0], parts[1] is "door" ? null : Enum.Parse<Right>(parts[1], ignoreCase: true), parts[2].Contains("table", StringComparison.Ordinal),
                parts[2].Contains("private", StringComparison.Ordinal), parts[2].Contains("own", StringComparison.Ordinal),
                parts[2].Contains("fleeting", StringComparison.Ordinal), parts.Length > 3 ? parts[3] : "")),
    ];
}
