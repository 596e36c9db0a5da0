using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A signed checkpoint: what this host has said the ledger is. Only ever inserted.</summary>
internal sealed class CheckpointRow : IEntityTypeConfiguration<CheckpointRow>
{
    public Guid RelationshipId { get; set; }

    public long Size { get; set; }

    /// <summary>Microseconds since 1970.</summary>
    public long SignedAt { get; set; }

    /// <summary>The signed note.</summary>
    public string Note { get; set; } = "";

    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Size });
        builder.HasOne<LedgerRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
