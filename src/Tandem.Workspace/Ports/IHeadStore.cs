using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports;

/// <summary>Where a relationship stands for one viewer: what every page of it needs first, in one look.</summary>
public interface IHeadStore
{
    /// <summary><c>null</c> out of scope.</summary>
    Task<RelationshipHead?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct);
}

/// <param name="Head">What holds after the last entry.</param>
/// <param name="Drafts">Another number whenever the drafts of the viewer's side are others; 0 without any.</param>
/// <param name="Evidence">Another number whenever the evidence of the viewer's side is.</param>
public sealed record RelationshipHead(Relationship Relationship, RecordHead Head, long Drafts, long Evidence);
