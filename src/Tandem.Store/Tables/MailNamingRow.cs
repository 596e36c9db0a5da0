using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Core.Evidence;

namespace Tandem.Store.Tables;

/// <summary>
/// What one run saw of an address: the name beside it and where it stood. Kept by run, because undoing a run takes its
/// names and marks back too; an address that no run names any more goes.
/// </summary>
internal sealed class MailNamingRow : PrivateRow, IEntityTypeConfiguration<MailNamingRow>
{
    public int Run { get; set; }

    /// <summary>The address's number in the run's own book: the order of first sight.</summary>
    public int Place { get; set; }

    public int AddressNumber { get; set; }

    public AddressMarks Marks { get; set; }

    public string? Name { get; set; }

    public void Configure(EntityTypeBuilder<MailNamingRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run, row.Place });
        builder.HasOne<ImportRunRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Run }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MailAddressRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.AddressNumber }).OnDelete(DeleteBehavior.Restrict);
    }
}
