using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A link by which one address may become a member. Only its digest is kept.</summary>
internal sealed class MemberInvitationRow : IEntityTypeConfiguration<MemberInvitationRow>
{
    public Guid OrganizationId { get; set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public byte[] Digest { get; set; } = [];

    public string Address { get; set; } = "";

    public int Role { get; set; }

    public Guid? InvitedBy { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<MemberInvitationRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.Digest });
        builder.HasIndex(row => row.Digest).IsUnique();
        builder.HasOne<OrganizationRow>().WithMany().HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
