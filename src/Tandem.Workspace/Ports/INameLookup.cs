using System.Collections.Immutable;

namespace Tandem.Workspace.Ports;

/// <summary>Asks the name system what a domain says of itself.</summary>
public interface INameLookup
{
    /// <summary>The TXT records of a name; empty when there are none.</summary>
    /// <exception cref="IOException">No resolver answered.</exception>
    Task<ImmutableArray<string>> TextsAsync(string name, CancellationToken ct);
}
