using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>What a side writes about a relationship for itself, locked.</summary>
internal sealed class NoteRow : IEntityTypeConfiguration<NoteRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public long Number { get; set; }

    public byte[] Text { get; set; } = [];

    public string Author { get; set; } = "";

    public DateTimeOffset WrittenAt { get; set; }

    public void Configure(EntityTypeBuilder<NoteRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Number });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
