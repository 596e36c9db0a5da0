using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>What one person answered. Neither who nor when is kept, and the number says nothing of the order.</summary>
internal sealed class PulseAnswerRow : IEntityTypeConfiguration<PulseAnswerRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public string Round { get; set; } = "";

    public Guid AnswerId { get; set; }

    /// <summary>JSON: items, self, share estimate.</summary>
    public string Answers { get; set; } = "";

    public void Configure(EntityTypeBuilder<PulseAnswerRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Round, row.AnswerId });
        builder.HasOne<PulseRoundRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Round }).OnDelete(DeleteBehavior.Restrict);
    }
}
