using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>
/// The head of a relationship's ledger: what holds after its last entry. The only row that a new entry changes, and only if
/// <see cref="Size"/> is still what the writer saw.
/// </summary>
internal sealed class LedgerRow : IEntityTypeConfiguration<LedgerRow>
{
    public Guid RelationshipId { get; set; }

    /// <summary>The number of entries, and the sequence of the last one.</summary>
    public long Size { get; set; }

    /// <summary>Microseconds since 1970, as all instants of the ledger: entries say no less.</summary>
    public long? LastRecorded { get; set; }

    /// <summary>In the order in which they came, with spaces between.</summary>
    public string Currencies { get; set; } = "";

    public long CharterAt { get; set; }

    public long? JoinedA { get; set; }

    public long? JoinedB { get; set; }

    /// <summary>The right edge of the tree.</summary>
    public byte[] Frontier { get; set; } = [];

    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.HasKey(row => row.RelationshipId);
        builder.HasOne<RelationshipRow>().WithOne().HasForeignKey<LedgerRow>(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
