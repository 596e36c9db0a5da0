using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

internal sealed class ImportFileRow : PrivateRow, IEntityTypeConfiguration<ImportFileRow>
{
    public int Run { get; set; }

    public int FileNumber { get; set; }

    public string Path { get; set; } = "";

    public long Bytes { get; set; }

    public long ModifiedAtTicks { get; set; }

    public void Configure(EntityTypeBuilder<ImportFileRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run, row.FileNumber });
        builder.HasOne<ImportRunRow>().WithMany(run => run.Files)
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Run }).OnDelete(DeleteBehavior.Restrict);
    }
}
