namespace Tandem.Tests.Mail;

/// <summary>The folder of outside test data, when there is one: <c>TANDEM_CONFORMANCE</c>. Without it these tests check nothing and say so.</summary>
internal static class Conformance
{
    public static string? Folder => Environment.GetEnvironmentVariable("TANDEM_CONFORMANCE") is { Length: > 0 } folder ? folder : null;

    public static string? Find(string relative) =>
        Folder is { } folder && File.Exists(Path.Combine(folder, relative)) ? Path.Combine(folder, relative) : null;
}
