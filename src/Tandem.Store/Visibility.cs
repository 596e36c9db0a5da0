using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;

namespace Tandem.Store;

/// <summary>The one gate between a viewer and the tables. Every query of the evidence store begins here.</summary>
internal static class Visibility
{
    extension(IQueryable<RelationshipRow> rows)
    {
        public IQueryable<RelationshipRow> VisibleTo(Viewer viewer)
        {
            var organization = viewer.Organization.Value;
            return rows.Where(row => row.SideAId == organization || row.SideBId == organization);
        }
    }

    extension(IQueryable<DraftRow> rows)
    {
        /// <summary>The drafts of the viewer's own side.</summary>
        public IQueryable<DraftRow> VisibleTo(TandemDb db, Viewer viewer, RelationshipId id)
        {
            var (organization, relationship) = (viewer.Organization.Value, id.Value);
            return rows.Where(row => row.RelationshipId == relationship && db.Relationships.Any(r => r.RelationshipId == relationship
                && (row.Side == (int)Side.A ? r.SideAId : r.SideBId) == organization));
        }
    }

    extension(IQueryable<NoteRow> rows)
    {
        /// <summary>The notes of the viewer's own side.</summary>
        public IQueryable<NoteRow> VisibleTo(TandemDb db, Viewer viewer, RelationshipId id)
        {
            var (organization, relationship) = (viewer.Organization.Value, id.Value);
            return rows.Where(row => row.RelationshipId == relationship && db.Relationships.Any(r => r.RelationshipId == relationship
                && (row.Side == (int)Side.A ? r.SideAId : r.SideBId) == organization));
        }
    }

    extension(IQueryable<SeenCheckpointRow> rows)
    {
        /// <summary>What the viewer's own side saw.</summary>
        public IQueryable<SeenCheckpointRow> VisibleTo(TandemDb db, Viewer viewer, RelationshipId id)
        {
            var (organization, relationship) = (viewer.Organization.Value, id.Value);
            return rows.Where(row => row.RelationshipId == relationship && db.Relationships.Any(r => r.RelationshipId == relationship
                && (row.Side == (int)Side.A ? r.SideAId : r.SideBId) == organization));
        }
    }

    extension(IQueryable<MailEvidenceRow> rows)
    {
        /// <summary>The evidence of the viewer's own sides: at most one row in a relationship.</summary>
        public IQueryable<MailEvidenceRow> VisibleTo(Viewer viewer)
        {
            var organization = viewer.Organization.Value;
            return rows.Where(row => (row.Side == Side.A ? row.Relationship.SideAId : row.Relationship.SideBId) == organization);
        }
    }
}

/// <summary>One side's evidence of one relationship, as <see cref="Visibility"/> let it through.</summary>
internal readonly record struct EvidencePlace(Guid Relationship, Side Side, ulong Salt);
