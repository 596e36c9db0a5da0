using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>An address once, as the small number that messages name it by.</summary>
internal sealed class MailAddressRow : PrivateRow, IEntityTypeConfiguration<MailAddressRow>
{
    public int AddressNumber { get; set; }

    /// <summary>The salted key of the address: shorter to look up than the address, and the same in every collation.</summary>
    public long AddressKey { get; set; }

    public string Address { get; set; } = "";

    public void Configure(EntityTypeBuilder<MailAddressRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.AddressNumber });
        builder.HasIndex(row => new { row.RelationshipId, row.Side, row.AddressKey }).IsUnique();
        builder.HasOne<MailEvidenceRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Side }).OnDelete(DeleteBehavior.Restrict);
    }
}
