using System.Collections.Immutable;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>Letters in memory, in the order of posting.</summary>
public sealed class SimulatedPost : IPostOffice
{
    private readonly Lock gate = new();
    private ImmutableList<Letter> letters = [];

    public IReadOnlyList<Letter> Letters => letters;

    public Task PostAsync(Letter letter, CancellationToken ct)
    {
        lock (gate)
        {
            letters = letters.Add(letter);
        }

        return Task.CompletedTask;
    }
}
