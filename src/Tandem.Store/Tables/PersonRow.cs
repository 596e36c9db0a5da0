using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>What a person says about themselves. The account itself (password, second factor, passkeys) is kept by the framework.</summary>
internal sealed class PersonRow : IEntityTypeConfiguration<PersonRow>
{
    public Guid AccountId { get; set; }

    public string Name { get; set; } = "";

    public string Language { get; set; } = "en";

    public string? Zone { get; set; }

    public bool HasShortcuts { get; set; } = true;

    public DateTimeOffset MadeAt { get; set; }

    public void Configure(EntityTypeBuilder<PersonRow> builder) => builder.HasKey(row => row.AccountId);
}
