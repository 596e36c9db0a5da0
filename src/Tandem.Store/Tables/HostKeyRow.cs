using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A key this host signs checkpoints with; the last one is in use, the others explain what was signed before.</summary>
internal sealed class HostKeyRow : IEntityTypeConfiguration<HostKeyRow>
{
    public int Number { get; set; }

    /// <summary>PKCS #8, DER. Whoever reads it can sign as this host.</summary>
    public byte[] PrivateKey { get; set; } = [];

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey { get; set; } = [];

    /// <summary>Microseconds since 1970.</summary>
    public long MadeAt { get; set; }

    /// <summary>The note by which the key before vouches for this one; empty for the first.</summary>
    public string Vouch { get; set; } = "";

    public void Configure(EntityTypeBuilder<HostKeyRow> builder)
    {
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
    }
}
