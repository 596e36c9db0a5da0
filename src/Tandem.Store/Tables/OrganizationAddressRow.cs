using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

internal sealed class OrganizationAddressRow : IEntityTypeConfiguration<OrganizationAddressRow>
{
    /// <summary>Lower-cased. Belongs to one organization only, which is how organizations are recognised.</summary>
    public string Address { get; set; } = "";

    public Guid OrganizationId { get; set; }

    /// <summary>The order in which they were named.</summary>
    public int Place { get; set; }

    public void Configure(EntityTypeBuilder<OrganizationAddressRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.Address }); // two organizations may each know a third one by it
        builder.HasIndex(row => row.Address);
        builder.HasOne<OrganizationRow>().WithMany(row => row.Addresses).HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
