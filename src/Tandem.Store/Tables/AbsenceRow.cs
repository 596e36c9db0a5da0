using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>Days on which an organization does not work: no clock runs for it.</summary>
internal sealed class AbsenceRow : IEntityTypeConfiguration<AbsenceRow>
{
    public Guid OrganizationId { get; set; }

    public DateOnly First { get; set; }

    public DateOnly Last { get; set; }

    public string What { get; set; } = "";

    public void Configure(EntityTypeBuilder<AbsenceRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.First });
        builder.HasOne<OrganizationRow>().WithMany(row => row.Absences).HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}
