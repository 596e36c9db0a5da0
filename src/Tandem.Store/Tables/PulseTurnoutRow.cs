using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>That somebody has answered, so that nobody does twice: a digest that only the person of the account can make again.</summary>
internal sealed class PulseTurnoutRow : IEntityTypeConfiguration<PulseTurnoutRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public string Round { get; set; } = "";

    public byte[] Digest { get; set; } = [];

    public void Configure(EntityTypeBuilder<PulseTurnoutRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Round, row.Digest });
        builder.HasOne<PulseRoundRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Round }).OnDelete(DeleteBehavior.Restrict);
    }
}
