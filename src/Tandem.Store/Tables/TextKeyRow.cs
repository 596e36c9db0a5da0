using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>
/// A key that locks a few texts of one person of one side. To destroy it is to erase them, wherever copies of the locked
/// texts may still lie.
/// </summary>
internal sealed class TextKeyRow : IEntityTypeConfiguration<TextKeyRow>
{
    public Guid RelationshipId { get; set; }

    public int Side { get; set; }

    public string Author { get; set; } = "";

    /// <summary>The sequence of the first text it locked; the others came in the same write.</summary>
    public long Number { get; set; }

    public byte[] Key { get; set; } = [];

    public void Configure(EntityTypeBuilder<TextKeyRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Author, row.Number });
        builder.HasOne<LedgerRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
