using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>A process that imports a made-up mailbox with small commits, says each of them, and may be killed at any moment.</summary>
internal static class Victim
{
    private const int CommitEvery = 23;

    public static readonly NewRelationship Opening =
        new("Ours", Party.Of(["ours.example"]), "Theirs", Party.Of(["theirs.example"]));

    public static Mailbox Mailbox(ulong seed) =>
        new(Letter.Some(new(seed), 1500, ids: 1200), Letter.Some(new(seed + 1), 900, ids: 1200)) { KeepBodies = true };

    public static async Task<int> RunAsync(string connectionString, string[] rest)
    {
        await using var store = await TandemStore.OpenAsync(new(connectionString), CancellationToken.None);
        var relationship = await store.Evidence.OpenAsync(Opening, CancellationToken.None);
        await Mailbox(ulong.Parse(rest[0], CultureInfo.InvariantCulture)).ImportAsync(
            store.Evidence, new Viewer(relationship.Sides.A.Id), relationship.Id, CommitEvery, SayCommitted);
        return 0;
    }

    private static bool SayCommitted()
    {
        Console.Out.WriteLine("committed");
        Console.Out.Flush();
        return true;
    }
}
