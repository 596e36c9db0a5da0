using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Core.Evidence;

namespace Tandem.Store.Tables;

/// <summary>
/// That a later run saw a message too. Undoing the first run makes the earliest sighting the message. The content is
/// there only where this copy says something else than the message (a list's copy beside the direct one).
/// </summary>
internal sealed class MailSightingRow : PrivateRow, IEntityTypeConfiguration<MailSightingRow>
{
    public int Run { get; set; }

    public long MessageKey { get; set; }

    public int Place { get; set; }

    public int FileNumber { get; set; }

    public long ByteOffset { get; set; }

    /// <summary><c>null</c> where this copy says the same as the message; then all that follows is empty too.</summary>
    public long? ContentKey { get; set; }

    public long? SentAt { get; set; }

    public int? Author { get; set; }

    public Traits? Traits { get; set; }

    public byte[]? Recipients { get; set; }

    public byte[]? Links { get; set; }

    public string? MessageId { get; set; }

    public string? Subject { get; set; }

    public long? BodyKey { get; set; }

    public void Configure(EntityTypeBuilder<MailSightingRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run, row.MessageKey });
        builder.HasOne<ImportRunRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Run }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MailMessageRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.MessageKey })
            .HasPrincipalKey(row => new { row.RelationshipId, row.Side, row.MessageKey }).OnDelete(DeleteBehavior.Restrict);
    }
}
