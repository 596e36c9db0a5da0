using System.Collections.Immutable;

namespace Tandem.Store.Upgrades;

/// <summary>
/// How the schema of a database stands to the one this program works with. A schema is what its migrations made, and is
/// called after the last of them.
/// </summary>
/// <param name="Applied">The migrations that made the database, in their order; none in a new one.</param>
/// <param name="Known">The migrations that this program has.</param>
public sealed record Schema(ImmutableArray<string> Applied, ImmutableArray<string> Known)
{
    /// <summary>Nothing is there yet: whoever opens it makes it.</summary>
    public bool IsNew => Applied.IsEmpty;

    /// <summary>A newer program made it; this one would not know what it does.</summary>
    public bool IsNewer => Applied.Except(Known).Any();

    public bool IsCurrent => !IsNewer && Pending.IsEmpty;

    public bool IsOlder => !IsNew && !IsNewer && !Pending.IsEmpty;

    public ImmutableArray<string> Pending => [.. Known.Except(Applied)];

    /// <summary>What the database has; empty in a new one.</summary>
    public string Found => IsNew ? "" : NameOf(Applied[^1]);

    /// <summary>What this program works with.</summary>
    public string Wanted => NameOf(Known[^1]);

    /// <summary>The part of a migration's id that people gave it: <c>Initial</c> of
    /// <c>20261122111804_Initial</c>.</summary>
    public static string NameOf(string migration) =>
        migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
