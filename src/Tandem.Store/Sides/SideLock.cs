using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Ledger;
using Tandem.Store.Tables;
using Tandem.Workspace;

namespace Tandem.Store.Sides;

/// <summary>
/// Locks what a side writes for itself with a key of that side: a copy of the file without the key says nothing, and another
/// side's text cannot be put in its place.
/// </summary>
internal sealed class SideLock : IDisposable
{
    private readonly TextLock text;
    private readonly Guid relationship;

    private SideLock(SideKeyRow row) => (text, relationship, Side) = (new(row.Key), row.RelationshipId, row.Side);

    public int Side { get; }

    /// <summary>The lock of the viewer's side, made when there is none; <c>null</c> out of scope. The caller saves.</summary>
    public static async Task<SideLock?> OpenAsync(TandemDb db, Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        if (await db.Relationships.AsNoTracking().VisibleTo(viewer).Where(row => row.RelationshipId == id.Value)
            .OrderBy(row => row.RelationshipId).FirstOrDefaultAsync(ct) is not { } place)
        {
            return null;
        }

        var side = place.SideAId == viewer.Organization.Value ? (int)Core.Vocabulary.Side.A : (int)Core.Vocabulary.Side.B;
        var key = await db.SideKeys.FindAsync([id.Value, side], ct);
        if (key is null)
        {
            key = new() { RelationshipId = id.Value, Side = side, Key = TextLock.NewKey() };
            db.Add(key);
        }

        return new(key);
    }

    public byte[] Lock(long number, string what, string plain) => text.Lock(relationship, number, what, plain);

    public string Unlock(long number, string what, byte[] locked) => text.Unlock(relationship, number, what, locked);

    public void Dispose() => text.Dispose();
}
