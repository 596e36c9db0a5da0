using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>One entry. Rows are only ever inserted; the database refuses anything else.</summary>
internal sealed class EntryRow : IEntityTypeConfiguration<EntryRow>
{
    public Guid RelationshipId { get; set; }

    public long Sequence { get; set; }

    public string Id { get; set; } = "";

    public string Kind { get; set; } = "";

    public int Side { get; set; }

    public string Author { get; set; } = "";

    public long Occurred { get; set; }

    public long Recorded { get; set; }

    /// <summary>The side in whose interest it is; <c>null</c> for nobody's.</summary>
    public int? Favours { get; set; }

    /// <summary>When a claim is acknowledged by silence, by the charter of its day.</summary>
    public long? LapsesAt { get; set; }

    /// <summary>Canonical JSON.</summary>
    public byte[] Body { get; set; } = [];

    public byte[] BodySalt { get; set; } = [];

    /// <summary>What the tree commits to.</summary>
    public byte[] Leaf { get; set; } = [];

    public void Configure(EntityTypeBuilder<EntryRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Sequence });
        builder.HasIndex(row => new { row.RelationshipId, row.Id }).IsUnique();
        builder.HasOne<LedgerRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
