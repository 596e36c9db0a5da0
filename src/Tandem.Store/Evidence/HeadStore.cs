using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>Where relationships stand, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class HeadStore(Engine engine) : IHeadStore
{
    public async Task<RelationshipHead?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(id.Value, ct);
        return await RelationshipSql.HeadAsync(query, viewer, ct);
    }
}
