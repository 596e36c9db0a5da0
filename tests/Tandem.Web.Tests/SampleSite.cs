using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests;

/// <summary>The sample relationship with its whole ledger in a real database.</summary>
internal static class SampleSite
{
    public static readonly NewRelationship Opening = new(
        "Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"]))
    {
        IsShared = true,
        IsSample = true,
    };

    public static async Task<Relationship> PlayAsync(TandemStore store, LedgerDesk desk)
    {
        var ct = TestContext.Current.CancellationToken;
        var relationship = await store.Evidence.OpenAsync(Opening, ct);
        using var source = LedgerSource.Open(Path.Combine(Repository.Root, "samples", "ledger.ndjson"));
        var outcome = await new LedgerReplay(desk).RunAsync(new(relationship.Sides.A.Id), relationship.Id, source.Lines(), null, ct);
        outcome.RefusedCount.ShouldBe(0);
        return relationship;
    }
}
