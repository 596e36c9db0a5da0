using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Core.Evidence;

namespace Tandem.Store.Tables;

/// <summary>A distinct message, as the first run that saw it read it. Runs and places give the order of the evidence.</summary>
internal sealed class MailMessageRow : PrivateRow, IEntityTypeConfiguration<MailMessageRow>
{
    public int Run { get; set; }

    /// <summary>How many messages the run had read before.</summary>
    public int Place { get; set; }

    /// <summary>The salted key of the Message-ID, or of the content where there is none.</summary>
    public long MessageKey { get; set; }

    public int FileNumber { get; set; }

    public long ByteOffset { get; set; }

    /// <summary>A salted key of all that follows: tells whether another copy says the same.</summary>
    public long ContentKey { get; set; }

    /// <summary>Seconds since 1970; <c>null</c> for an undated message.</summary>
    public long? SentAt { get; set; }

    public int? Author { get; set; }

    public Traits Traits { get; set; }

    /// <summary>See <see cref="Evidence.Recipients"/>.</summary>
    public byte[] Recipients { get; set; } = [];

    /// <summary>See <see cref="Evidence.Links"/>.</summary>
    public byte[] Links { get; set; } = [];

    public string? MessageId { get; set; }

    public string? Subject { get; set; }

    public long? BodyKey { get; set; }

    public void Configure(EntityTypeBuilder<MailMessageRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.Side, row.Run, row.Place });
        builder.HasAlternateKey(row => new { row.RelationshipId, row.Side, row.MessageKey });
        builder.HasOne<ImportRunRow>().WithMany()
            .HasForeignKey(row => new { row.RelationshipId, row.Side, row.Run }).OnDelete(DeleteBehavior.Restrict);
    }
}
