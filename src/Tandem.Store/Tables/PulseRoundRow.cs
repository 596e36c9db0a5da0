using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A round of questions to the people of one side.</summary>
internal sealed class PulseRoundRow : IEntityTypeConfiguration<PulseRoundRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    /// <summary>As in <c>2026-Q4</c>.</summary>
    public string Round { get; set; } = "";

    public DateTimeOffset OpenedAt { get; set; }

    public DateTimeOffset ClosesAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The entry it became; <c>null</c> while it is open, or where too few answered.</summary>
    public string? Entry { get; set; }

    public void Configure(EntityTypeBuilder<PulseRoundRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Round });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
