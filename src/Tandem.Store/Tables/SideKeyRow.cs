using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>The key that locks what a side writes for itself alone: drafts and notes.</summary>
internal sealed class SideKeyRow : IEntityTypeConfiguration<SideKeyRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public byte[] Key { get; set; } = [];

    public void Configure(EntityTypeBuilder<SideKeyRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
