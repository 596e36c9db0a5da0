using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

internal sealed class OrganizationRow : IEntityTypeConfiguration<OrganizationRow>
{
    public Guid OrganizationId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>The one that owns this workspace.</summary>
    public bool IsOwner { get; set; }

    /// <summary>The organization that made it up while nobody of it had joined: only that one ever sees it. <c>null</c> once it is
    /// somebody's own.</summary>
    public Guid? ShadowOf { get; set; }

    /// <summary>Everybody who belongs to nobody else belongs to it.</summary>
    public bool Everyone { get; set; }

    /// <summary>The name of its time zone; <c>null</c> until somebody says when it works.</summary>
    public string? Zone { get; set; }

    /// <summary>Its working days and hours, as in <c>mon-fri 09:00-17:00</c>.</summary>
    public string? Hours { get; set; }

    public List<OrganizationDomainRow> Domains { get; } = [];

    public List<OrganizationAddressRow> Addresses { get; } = [];

    /// <summary>Days on which it does not work: part of its clock, so they come with it.</summary>
    public List<AbsenceRow> Absences { get; } = [];

    public void Configure(EntityTypeBuilder<OrganizationRow> builder)
    {
        builder.HasKey(row => row.OrganizationId);
        builder.Navigation(row => row.Absences).AutoInclude();
    }
}
