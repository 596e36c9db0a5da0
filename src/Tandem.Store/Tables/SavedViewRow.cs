using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A way of looking at the portfolio that somebody wants to keep.</summary>
internal sealed class SavedViewRow : IEntityTypeConfiguration<SavedViewRow>
{
    public Guid AccountId { get; set; }

    public Guid OrganizationId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The query of the page.</summary>
    public string Query { get; set; } = "";

    public void Configure(EntityTypeBuilder<SavedViewRow> builder) => builder.HasKey(row => new { row.AccountId, row.OrganizationId, row.Name });
}
