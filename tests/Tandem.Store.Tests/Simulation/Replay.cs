using System.Globalization;
using Tandem.Workspace.Ports.Simulated;

namespace Tandem.Store.Tests.Simulation;

/// <summary><c>./test simulate --seed N [--steps M] [--sqlite]</c>: plays one seed and prints what happens.</summary>
internal static class Replay
{
    public static async Task<int> RunAsync(string[] args)
    {
        var seed = ulong.Parse(After(args, "--seed", "1"), CultureInfo.InvariantCulture);
        var steps = int.Parse(After(args, "--steps", "220"), CultureInfo.InvariantCulture);
        await using var sqlite = new SqliteStores();
        var store = args.Contains("--sqlite") ? (await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, "replay"))).Ledgers : new SimulatedLedgerStore();
        try
        {
            _ = await TheSimulation.PlayAsync(seed, steps, store, args.Contains("--sqlite") ? " --sqlite" : "", Console.Out);
            return 0;
        }
        catch (InvalidOperationException broken)
        {
            await Console.Out.WriteLineAsync(broken.ToString());
            return 1;
        }
    }

    private static string After(string[] args, string option, string otherwise) =>
        Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
