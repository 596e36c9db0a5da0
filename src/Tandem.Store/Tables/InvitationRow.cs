using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A link by which one address may read what is recorded about its organization, and join for it.</summary>
internal sealed class InvitationRow : IEntityTypeConfiguration<InvitationRow>
{
    public Guid RelationshipId { get; set; }

    public Guid InvitationId { get; set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>The side that is invited.</summary>
    public int Side { get; set; }

    public string Address { get; set; } = "";

    public string Language { get; set; } = "en";

    /// <summary>A word of the inviting side, locked with its key.</summary>
    public byte[] Message { get; set; } = [];

    public Guid? InvitedBy { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RemindedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? DeclinedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.InvitationId });
        builder.HasIndex(row => new { row.RelationshipId, row.Digest }).IsUnique();
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
