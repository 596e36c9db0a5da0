using System.Text.RegularExpressions;

namespace Tandem.Tests.Guards;

/// <summary>What reviewers should not have to look for. Each rule is a function from one file to what is wrong with
/// it.</summary>
internal static partial class TidyRules
{
    public const int LargestFile = 1 << 20;

    /// <summary>
    /// The hand aims at 120; a sentence or a signature that would lose by being broken may go this far. What stands
    /// in quotes does not count: words are not code.
    /// </summary>
    public const int LongestLine = 150;

    private static readonly string[] Sources = [".cs", ".razor", ".ts", ".css", ".mjs", ".sh", ".md", ".csproj",
        ".props", ".resx", ""];

    /// <summary>A relative link in a page that leads nowhere.</summary>
    public static IEnumerable<string> DeadLinks(string file, string text, Func<string, bool> exists)
    {
        if (!file.EndsWith(".md", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (Match link in Link.Matches(InCode.Replace(text, "")))
        {
            var target = link.Groups[1].Value.Split('#')[0];
            if (target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
                && !exists(Path.Combine(Path.GetDirectoryName(file) ?? "", Uri.UnescapeDataString(target))))
            {
                yield return $"{file} links to {target}, which is not there";
            }
        }
    }

    public static IEnumerable<string> TooLarge(string file, long bytes) =>
        bytes > LargestFile ? [$"{file} has {bytes} bytes; more than {LargestFile} do not belong into the history"]
            : [];

    public static IEnumerable<string> LeftOver(string file, string text) =>
        Sources.Contains(Path.GetExtension(file))
            ? LeftOverWord.Matches(text).Select(word => $"{file} says {word.Value}") : [];

    public static IEnumerable<string> MachinePaths(string file, string text) =>
        MachinePath.Matches(text).Select(path => $"{file} names {path.Value}, a path of somebody's machine");

    public static IEnumerable<string> LongLines(string file, string text) =>
        file.EndsWith(".cs", StringComparison.Ordinal)
            ? text.Split('\n').Select((line, at) => (Quoted.Replace(line, "").Length, At: at + 1))
                .Where(line => line.Length > LongestLine)
                .Select(line => $"{file}:{line.At} has {line.Length} columns")
            : [];

    /// <summary>A file is named after the type that the reader looks for in it.</summary>
    public static IEnumerable<string> MisnamedFile(string file, string text)
    {
        if (!file.EndsWith(".cs", StringComparison.Ordinal) || file.Contains("/Migrations/", StringComparison.Ordinal))
        {
            return [];
        }

        var types = WrittenType.Matches(text).Select(type => type.Groups[1].Value).ToList();
        return types.Count == 0 || types.Contains(Path.GetFileName(file).Split('.')[0]) ? []
            : [$"{file} holds {string.Join(", ", types)}"];
    }

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex InCode { get; }

    [GeneratedRegex(@"\b(?:FIX" + @"ME|TO" + @"DO|HA" + @"CK)\b|^\s*#reg" + "ion", RegexOptions.Multiline)]
    private static partial Regex LeftOverWord { get; }

    [GeneratedRegex(@"(?<![\w.~-])/wo" + @"rk/\w*|/tmp/ba" + @"sh\w*|/home/\w+/|[A-Z]:\\Users\\\w+")]
    private static partial Regex MachinePath { get; }

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"^(?:public|internal) (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe) )*"
        + @"(?:class|struct|record struct|record class|record|interface"
        + @"|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex WrittenType { get; }
}
