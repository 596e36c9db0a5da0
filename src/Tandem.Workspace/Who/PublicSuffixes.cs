using System.Text;

namespace Tandem.Workspace.Who;

/// <summary>
/// The public suffix list, by which the registrable domain of a host is found: <c>linux.microsoft.com</c> belongs to
/// <c>microsoft.com</c>, <c>www.acme.co.uk</c> to <c>acme.co.uk</c>. Rules as publicsuffix.org states them.
/// </summary>
public sealed class PublicSuffixes
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> rules;

    private PublicSuffixes(HashSet<string> rules) => this.rules = rules.GetAlternateLookup<ReadOnlySpan<char>>();

    public static PublicSuffixes Bundled { get; } = Load();

    /// <summary>The registrable domain; the host itself where there is none (a bare suffix, an address literal).</summary>
    public string RegistrableDomain(string host)
    {
        if (host.Length == 0 || host[0] == '[' || !host.Contains('.', StringComparison.Ordinal))
        {
            return host;
        }

        // From the longest possible suffix to the shortest; the label before the longest that is public is the domain.
        var before = -1;
        for (var start = 0; start >= 0; start = NextLabel(host, start))
        {
            if (IsPublic(host, start))
            {
                return before < 0 ? host : host[before..];
            }

            before = start;
        }

        return host;
    }

    private bool IsPublic(string host, int start)
    {
        var suffix = host.AsSpan(start);
        if (rules.Contains($"!{suffix}"))
        {
            return false;
        }

        var next = NextLabel(host, start);
        return rules.Contains(suffix) || next < 0 || rules.Contains($"*.{host.AsSpan(next)}");
    }

    private static int NextLabel(string host, int start)
    {
        var dot = host.IndexOf('.', start);
        return dot < 0 || dot + 1 == host.Length ? -1 : dot + 1;
    }

    private static PublicSuffixes Load()
    {
        using var stream = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public_suffixes.txt")
            ?? throw new InvalidOperationException("The public suffix list is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rules = new HashSet<string>(12_000, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            rules.Add(line);
        }

        return new(rules);
    }
}
