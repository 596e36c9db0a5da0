using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>
/// A process that imports a made-up mailbox with small commits and may be killed at any moment. It says each commit, and
/// makes no more of them than it was allowed, so that many lives are needed.
/// </summary>
internal static class Victim
{
    /// <summary>The exit code of a process that made all commits it was allowed and has not come to the end.</summary>
    public const int Tired = 3;

    private const int CommitEvery = 5;

    public static readonly NewRelationship Opening =
        new("Ours", Party.Of(["ours.example"]), "Theirs", Party.Of(["theirs.example"]));

    public static Mailbox Mailbox(ulong seed) =>
        new(Letter.Some(new(seed), 1500, ids: 1200), Letter.Some(new(seed + 1), 900, ids: 1200)) { KeepBodies = true };

    public static async Task<int> RunAsync(string connectionString, string[] rest)
    {
        var allowed = int.Parse(rest[1], CultureInfo.InvariantCulture);
        bool Say()
        {
            Console.Out.WriteLine("committed");
            Console.Out.Flush();
            return --allowed > 0;
        }

        await using var store = await TandemStore.OpenAsync(new(connectionString), CancellationToken.None);
        var relationship = await store.Evidence.OpenAsync(Opening, CancellationToken.None);
        await Mailbox(ulong.Parse(rest[0], CultureInfo.InvariantCulture)).ImportAsync(
            store.Evidence, new Viewer(relationship.Sides.A.Id), relationship.Id, CommitEvery, Say);
        return allowed > 0 ? 0 : Tired;
    }
}
