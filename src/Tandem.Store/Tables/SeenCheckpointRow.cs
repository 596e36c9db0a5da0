using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>The newest checkpoint that was shown to a side: what is shown next must go on from it.</summary>
internal sealed class SeenCheckpointRow : IEntityTypeConfiguration<SeenCheckpointRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public long Size { get; set; }

    public string Note { get; set; } = "";

    public DateTimeOffset SeenAt { get; set; }

    public void Configure(EntityTypeBuilder<SeenCheckpointRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
