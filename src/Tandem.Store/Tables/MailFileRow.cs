using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>
/// A file, or a member of an archive, by the number that a run's messages name it by. (The files of
/// <see cref="ImportFileRow"/> are what the run was asked to read.)
/// </summary>
internal sealed class MailFileRow : PrivateRow, IEntityTypeConfiguration<MailFileRow>
{
    public int Run { get; set; }

    public int FileNumber { get; set; }

    public string Name { get; set; } = "";

    public void Configure(EntityTypeBuilder<MailFileRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run, row.FileNumber });
        builder.HasOne<ImportRunRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Run }).OnDelete(DeleteBehavior.Restrict);
    }
}
