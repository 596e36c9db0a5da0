using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A full tile of the tree: 256 hashes, and the root that stands for them in the level above. Only ever inserted.</summary>
internal sealed class TileRow : IEntityTypeConfiguration<TileRow>
{
    public Guid RelationshipId { get; set; }

    public int Level { get; set; }

    public long Number { get; set; }

    public byte[] Hashes { get; set; } = [];

    public byte[] Root { get; set; } = [];

    public void Configure(EntityTypeBuilder<TileRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Level, row.Number });
        builder.HasOne<LedgerRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
