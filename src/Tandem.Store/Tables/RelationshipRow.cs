using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

internal sealed class RelationshipRow : IEntityTypeConfiguration<RelationshipRow>
{
    public Guid RelationshipId { get; set; }

    public Guid SideAId { get; set; }

    public Guid SideBId { get; set; }

    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Made up, to be looked at; removable in one go.</summary>
    public bool IsSample { get; set; }

    public OrganizationRow SideA { get; set; } = null!;

    public OrganizationRow SideB { get; set; } = null!;

    public void Configure(EntityTypeBuilder<RelationshipRow> builder)
    {
        builder.HasKey(row => row.RelationshipId);
        builder.HasOne(row => row.SideA).WithMany().HasForeignKey(row => row.SideAId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(row => row.SideB).WithMany().HasForeignKey(row => row.SideBId).OnDelete(DeleteBehavior.Restrict);
    }
}
