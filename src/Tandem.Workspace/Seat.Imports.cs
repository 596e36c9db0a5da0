using Tandem.Core.Evidence;
using Tandem.Workspace.Imports;
using Tandem.Workspace.People;

namespace Tandem.Workspace;

/// <summary>Bringing mail in by a page.</summary>
public sealed partial class Seat
{
    /// <summary>Room for the files of an upload.</summary>
    public UploadPlace BeginUpload()
    {
        viewer.Demand(Right.Import);
        return UploadPlace.Begin(rooms.UploadFolder, viewer.Organization);
    }

    /// <summary>The relationship with an organization that mail tells of: theirs by their domains, ours by ours.</summary>
    /// <exception cref="ArgumentException">The two would be one: they share a domain or an address.</exception>
    public async Task<Relationship> OpenForMailAsync(string theirName, Party theirs, Party ours, CancellationToken ct)
    {
        viewer.Demand(Right.Import);
        var relationship = await rooms.Evidence.OpenAsync(new("", ours, theirName, theirs) { Us = viewer.Organization }, ct);
        rooms.Bell.Ring(relationship.Id);
        return relationship;
    }
}
