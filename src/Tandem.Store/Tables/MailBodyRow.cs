using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>The plain text of messages, where the side chose to keep it. Lives as long as a message or sighting names it.</summary>
internal sealed class MailBodyRow : PrivateRow, IEntityTypeConfiguration<MailBodyRow>
{
    /// <summary>The salted key of the text.</summary>
    public long BodyKey { get; set; }

    public string Text { get; set; } = "";

    public void Configure(EntityTypeBuilder<MailBodyRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.BodyKey });
        builder.HasOne<MailEvidenceRow>().WithMany().HasForeignKey(row => new { row.RelationshipId, row.Side }).OnDelete(DeleteBehavior.Restrict);
    }
}
