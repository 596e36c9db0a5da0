using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;

namespace Tandem.Workspace;

/// <summary>A made-up relationship to look at, and its end.</summary>
public sealed partial class Seat
{
    private const string SampleName = "Norrvik Foods";

    public bool HasSample => rooms.SampleLedger is not null;

    /// <summary>Opens the sample beside the viewer's organization, or finds it; <c>null</c> where the program came without one.</summary>
    public async Task<RelationshipId?> OpenSampleAsync(CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        if (rooms.SampleLedger is not { } path)
        {
            return null;
        }

        await rooms.SampleGate.WaitAsync(ct);
        try
        {
            var sample = (await rooms.Evidence.RelationshipsAsync(viewer, ct)).FirstOrDefault(known => known.IsSample)
                ?? await rooms.Evidence.OpenAsync(
                    new("", Party.Nobody, SampleName, Party.Nobody) { Us = viewer.Organization, IsSample = true, IsShared = true }, ct);
            if (await rooms.Heads.FindAsync(viewer, sample.Id, ct) is not { Head.Size: 0 })
            {
                return sample.Id;
            }

            // Whoever clicked may go away: the story is played to its end. Of a program that ends meanwhile nothing is left but an
            // empty record, which the next click fills.
            using var source = LedgerSource.Open(path);
            await new LedgerReplay(rooms.Desk).RunAsync(viewer, sample.Id, source.Lines(), null, CancellationToken.None);
            rooms.Bell.Ring(sample.Id);
            return sample.Id;
        }
        finally
        {
            rooms.SampleGate.Release();
        }
    }

    /// <summary>Takes the sample away from the viewer's organization. <c>false</c> when it is no sample in scope.</summary>
    public Task<bool> RemoveSampleAsync(RelationshipId id, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        return rooms.Portfolios.RemoveSampleAsync(viewer, id, ct);
    }
}
