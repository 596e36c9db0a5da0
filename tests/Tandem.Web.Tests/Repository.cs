namespace Tandem.Web.Tests;

internal static class Repository
{
    /// <summary>The folder of the solution that these tests were built in.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Tandem.slnx")) ? folder
            : Find(Path.GetDirectoryName(folder)
            ?? throw new DirectoryNotFoundException("No Tandem.slnx above the tests."));
}
