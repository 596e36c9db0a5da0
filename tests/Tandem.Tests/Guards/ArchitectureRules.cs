using Mono.Cecil;

namespace Tandem.Tests.Guards;

/// <summary>The rules of ARCHITECTURE.md, each as a function from compiled code to what breaks it.</summary>
internal static class ArchitectureRules
{
    /// <summary>Inside Core each folder may use what stands left of it.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        ["Vocabulary", "Evidence", "Facts", "Ledger", "Relationship", "Deeds", "Measures", "Map", "Advice"];

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Tandem.Core"] = [],
        ["Tandem.Workspace"] = ["Tandem.Core"],
        ["Tandem.Sources"] = ["Tandem.Core", "Tandem.Workspace"],
        ["Tandem.Store"] = ["Tandem.Core", "Tandem.Workspace"],
        ["Tandem.Web"] = ["Tandem.Core", "Tandem.Workspace"],
        ["tandem"] = ["Tandem.Core", "Tandem.Workspace", "Tandem.Sources", "Tandem.Store", "Tandem.Web"],
    };

    private static readonly string[] ForbiddenEndings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Impl", "Base", "Data", "Info"];

    private static readonly string[] ImpureNamespaces =
        ["System.IO", "System.Net", "System.Threading.Tasks", "System.Timers", "Microsoft.Win32",
            "System.Runtime.InteropServices.Marshalling"];

    private static readonly HashSet<string> ImpureTypes =
    [
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Console", "System.Environment",
            "System.TimeProvider",
        "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
            "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "System.AppContext",
    ];

    private static readonly HashSet<string> ImpureMembers =
    [
        "System.Guid::NewGuid", "System.Guid::CreateVersion7", "System.DateTime::get_Now",
            "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow", "System.TimeZoneInfo::get_Local",
        "System.TimeZoneInfo::FindSystemTimeZoneById", "System.Globalization.CultureInfo::get_CurrentCulture",
    ];

    /// <summary>Every <c>yield</c> calls it to know whether its enumerator is still on the thread that made
    /// it.</summary>
    private const string CalledByIterators = "System.Environment::get_CurrentManagedThreadId";

    public static IEnumerable<string> WrongReferences(ModuleDefinition module)
    {
        var name = module.Assembly.Name.Name;
        foreach (var reference in module.AssemblyReferences.Select(r => r.Name))
        {
            if (reference.StartsWith("tandem", StringComparison.OrdinalIgnoreCase)
                && !MayReference[name].Contains(reference))
            {
                yield return $"{name} references {reference}";
            }

            if (name == "Tandem.Core" && reference != "MathNet.Numerics"
                && !reference.StartsWith("System", StringComparison.Ordinal))
            {
                yield return $"{name} references {reference}, which is neither the base class library nor MathNet.Numerics";
            }

            if (name != "Tandem.Store" && name != "tandem"
                && reference.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal))
            {
                yield return $"{name} references {reference}, which stays in Tandem.Store";
            }
        }
    }

    public static IEnumerable<string> WrongFolders(ModuleDefinition module, string root)
    {
        foreach (var type in module.GetTypes().Where(type => IsUnder(type.Place(), root)))
        {
            var own = FolderOf(type.Place(), root);
            if (own < 0)
            {
                yield return $"{type.FullName} is in none of the folders {string.Join(" < ", Folders)}";
                continue;
            }

            foreach (var used in type.UsedTypes()
                .Where(used => IsUnder(used.Place(), root) && FolderOf(used.Place(), root) > own).Distinct())
            {
                yield return $"{type.FullName} uses {used.FullName}, which stands right of it";
            }
        }
    }

    public static IEnumerable<string> Impurities(ModuleDefinition module, string root)
    {
        foreach (var type in module.GetTypes().Where(type => IsUnder(type.Place(), root)))
        {
            foreach (var used in type.UsedTypes().Where(used => IsImpure(used) && !IsOnlyTheIterators(type, used))
                .Select(used => used.FullName).Distinct())
            {
                yield return $"{type.FullName} uses {used}";
            }

            foreach (var member in type.UsedMembers().Select(NameOf).Where(ImpureMembers.Contains).Distinct())
            {
                yield return $"{type.FullName} calls {member}";
            }
        }
    }

    public static IEnumerable<string> ForbiddenNames(ModuleDefinition module) =>
        from type in module.Written()
        let name = type.Name.Split('`')[0]
        from ending in ForbiddenEndings
        where name.EndsWith(ending, StringComparison.Ordinal)
        select $"{type.FullName} ends in {ending}";

    private static bool IsImpure(TypeReference used) =>
        ImpureTypes.Contains(used.FullName) || ImpureNamespaces.Any(place => IsUnder(used.Place(), place));

    private static bool IsOnlyTheIterators(TypeDefinition type, TypeReference used) =>
        used.FullName == "System.Environment"
        && type.UsedMembers().Where(m => m.DeclaringType?.FullName == "System.Environment")
        .All(m => NameOf(m) == CalledByIterators);

    private static string NameOf(MemberReference member) => $"{member.DeclaringType?.FullName}::{member.Name}";

    private static bool IsUnder(string place, string root) =>
        place.StartsWith(root, StringComparison.Ordinal) && (place.Length == root.Length || place[root.Length] == '.');

    private static int FolderOf(string place, string root) =>
        place.Length == root.Length ? -1 : Folders.ToList().IndexOf(place[(root.Length + 1)..].Split('.')[0]);
}
