using System.Text.Json;

namespace Tandem.Tests;

/// <summary>The files of the repository these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of worked examples, which any implementation can run.</summary>
    public static JsonElement Vectors(string name) =>
        JsonDocument.Parse(File.ReadAllText(PathOf("vectors", name))).RootElement;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            "These tests run inside the repository, and there is no Tandem.slnx above them.");
    }
}

/// <summary>Short words for reading worked examples.</summary>
public static class JsonWords
{
    extension(JsonElement element)
    {
        public double Number(string name) => element.GetProperty(name).GetDouble();

        /// <summary><c>null</c> where the example says so.</summary>
        public double? Maybe(string name) =>
            element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

        public string Word(string name) => element.GetProperty(name).GetString()!;
    }
}
