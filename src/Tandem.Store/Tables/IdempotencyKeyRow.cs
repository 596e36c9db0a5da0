using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>That an answer to this key was written, and as which entry: a retry writes nothing. Only ever inserted.</summary>
internal sealed class IdempotencyKeyRow : IEntityTypeConfiguration<IdempotencyKeyRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public string Key { get; set; } = "";

    public long Sequence { get; set; }

    public void Configure(EntityTypeBuilder<IdempotencyKeyRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Key });
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Sequence }).OnDelete(DeleteBehavior.Restrict);
    }
}
