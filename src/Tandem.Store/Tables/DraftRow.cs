using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>An entry that a side has written and not shown: private to it until it is proposed.</summary>
internal sealed class DraftRow : IEntityTypeConfiguration<DraftRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    /// <summary>In the order of writing, from 1.</summary>
    public long Number { get; set; }

    /// <summary>The id the entry has or will have.</summary>
    public string Id { get; set; } = "";

    /// <summary>The line as it would be entered, locked.</summary>
    public byte[] Line { get; set; } = [];

    public Guid? AccountId { get; set; }

    public long Recorded { get; set; }

    /// <summary>The invitation that shows it to the other side; <c>null</c> while nobody is shown it.</summary>
    public Guid? InvitationId { get; set; }

    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Number });
        builder.HasIndex(row => new { row.RelationshipId, row.Side, row.Id }).IsUnique();
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
