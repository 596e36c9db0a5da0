using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A key that all processes of this host share, as what locks cookies and forms.</summary>
internal sealed class SecretRow : IEntityTypeConfiguration<SecretRow>
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    public DateTimeOffset MadeAt { get; set; }

    public void Configure(EntityTypeBuilder<SecretRow> builder) => builder.HasKey(row => row.Name);
}
