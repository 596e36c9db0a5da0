using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A side's mail evidence as a whole. It is there from the first day of a relationship, for both sides.</summary>
internal sealed class MailEvidenceRow : PrivateRow, IEntityTypeConfiguration<MailEvidenceRow>
{
    /// <summary>The secret that turns this side's Message-IDs and addresses into keys.</summary>
    public long Salt { get; set; }

    /// <summary>Grows with every change of what can be read.</summary>
    public long Version { get; set; }

    public RelationshipRow Relationship { get; set; } = null!;

    public void Configure(EntityTypeBuilder<MailEvidenceRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side });
        builder.HasOne(row => row.Relationship).WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
