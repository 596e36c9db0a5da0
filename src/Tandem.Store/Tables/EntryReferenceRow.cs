using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>That one entry names another: how the history of an entry is found.</summary>
internal sealed class EntryReferenceRow : IEntityTypeConfiguration<EntryReferenceRow>
{
    public Guid RelationshipId { get; set; }

    /// <summary>The entry that is named.</summary>
    public long Named { get; set; }

    /// <summary>The entry that names it.</summary>
    public long Sequence { get; set; }

    public void Configure(EntityTypeBuilder<EntryReferenceRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Named, row.Sequence });
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Sequence }).OnDelete(DeleteBehavior.Restrict);
    }
}
