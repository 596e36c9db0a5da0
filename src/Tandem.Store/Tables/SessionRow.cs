using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A browser that is signed in.</summary>
internal sealed class SessionRow : IEntityTypeConfiguration<SessionRow>
{
    public Guid SessionId { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>The organization the person acts for now.</summary>
    public Guid? OrganizationId { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When the person last showed who they are, for what asks for it again.</summary>
    public DateTimeOffset ProvenAt { get; set; }

    /// <summary>What the browser calls itself, shortened.</summary>
    public string Agent { get; set; } = "";

    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.HasKey(row => row.SessionId);
        builder.HasIndex(row => row.AccountId);
    }
}
