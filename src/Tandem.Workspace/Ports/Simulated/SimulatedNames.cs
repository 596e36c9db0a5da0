using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>Names in memory: what is said of a name is what was put there.</summary>
public sealed class SimulatedNames : INameLookup
{
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> texts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When set, no resolver answers.</summary>
    public bool IsSilent { get; set; }

    public void Say(string name, params string[] values) => texts[name] = [.. values];

    public Task<ImmutableArray<string>> TextsAsync(string name, CancellationToken ct) =>
        IsSilent ? throw new IOException("No resolver answered.") : Task.FromResult(texts.GetValueOrDefault(name, []));
}
