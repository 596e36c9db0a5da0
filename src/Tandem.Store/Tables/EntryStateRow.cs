using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>
/// What later entries made of an entry: derived, and the same after a rebuild. There is none while nothing points to it.
/// Numbers are sequences; 0 is none.
/// </summary>
internal sealed class EntryStateRow : IEntityTypeConfiguration<EntryStateRow>
{
    public Guid RelationshipId { get; set; }

    public long Sequence { get; set; }

    public long ConfirmedBy { get; set; }

    public long DisputedBy { get; set; }

    public long WithdrawnBy { get; set; }

    public long AgreedBy { get; set; }

    public long AnsweredBy { get; set; }

    public long ConsentedBy { get; set; }

    public bool IsConsented { get; set; }

    public void Configure(EntityTypeBuilder<EntryStateRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Sequence });
        builder.HasOne<EntryRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Sequence }).OnDelete(DeleteBehavior.Restrict);
    }
}
