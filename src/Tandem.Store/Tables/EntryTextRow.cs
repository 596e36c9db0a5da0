using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>One text group, locked. Nothing of an erased one stays but the commitment in the leaf.</summary>
internal sealed class EntryTextRow : IEntityTypeConfiguration<EntryTextRow>
{
    public Guid RelationshipId { get; set; }

    public long Sequence { get; set; }

    public string Name { get; set; } = "";

    public byte[] Salt { get; set; } = [];

    /// <summary>Which of its author's keys locks it; 0 where it was erased and its row stays (SQLite).</summary>
    public long KeyNumber { get; set; }

    /// <summary>AES-256-GCM: nonce, ciphertext, tag.</summary>
    public byte[] Locked { get; set; } = [];

    public void Configure(EntityTypeBuilder<EntryTextRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Sequence, row.Name });
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Sequence }).OnDelete(DeleteBehavior.Restrict);
    }
}
