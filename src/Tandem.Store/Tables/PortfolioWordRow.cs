using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A word of the name of the other organization: what a search begins with.</summary>
internal sealed class PortfolioWordRow : IEntityTypeConfiguration<PortfolioWordRow>
{
    public Guid RelationshipId { get; set; }

    public Guid OrganizationId { get; set; }

    public string Word { get; set; } = "";

    public long Pressure { get; set; }

    public void Configure(EntityTypeBuilder<PortfolioWordRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.OrganizationId, row.Word });
        builder.HasIndex(row => new { row.OrganizationId, row.Word, row.RelationshipId });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
