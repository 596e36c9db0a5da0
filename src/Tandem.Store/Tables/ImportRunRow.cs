using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tables;

internal sealed class ImportRunRow : PrivateRow, IEntityTypeConfiguration<ImportRunRow>
{
    public int Run { get; set; }

    public RunState State { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public bool KeepBodies { get; set; }

    public int PositionFile { get; set; }

    public long PositionOffset { get; set; }

    public int Seen { get; set; }

    public int Added { get; set; }

    public List<ImportFileRow> Files { get; } = [];

    public void Configure(EntityTypeBuilder<ImportRunRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run });
        builder.HasOne<MailEvidenceRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Side }).OnDelete(DeleteBehavior.Restrict);
    }
}
