using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

internal sealed class OrganizationDomainRow : IEntityTypeConfiguration<OrganizationDomainRow>
{
    /// <summary>Lower-cased. Belongs to one organization only, which is how organizations are recognised.</summary>
    public string Domain { get; set; } = "";

    public Guid OrganizationId { get; set; }

    /// <summary>The order in which they were named.</summary>
    public int Place { get; set; }

    public void Configure(EntityTypeBuilder<OrganizationDomainRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.Domain }); // two organizations may each know a third one by it
        builder.HasIndex(row => row.Domain);
        builder.HasOne<OrganizationRow>().WithMany(row => row.Domains).HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
