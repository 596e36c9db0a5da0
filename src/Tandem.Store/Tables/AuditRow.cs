using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>Something that was done with access: apart from the ledger, seen by the owners of the organization alone.</summary>
internal sealed class AuditRow : IEntityTypeConfiguration<AuditRow>
{
    /// <summary>Version 7: in the order of time.</summary>
    public Guid AuditId { get; set; }

    /// <summary><c>null</c> for what happens before it is known for whom, as a sign-in that fails.</summary>
    public Guid? OrganizationId { get; set; }

    public Guid? AccountId { get; set; }

    public Guid? KeyId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>A code, as in <c>signed-in</c>.</summary>
    public string What { get; set; } = "";

    /// <summary>The relationship it is about.</summary>
    public Guid? About { get; set; }

    /// <summary>A few words of detail: never what people wrote.</summary>
    public string Detail { get; set; } = "";

    public string Address { get; set; } = "";

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.HasKey(row => row.AuditId);
        builder.HasIndex(row => new { row.OrganizationId, row.AuditId });
        builder.HasIndex(row => new { row.AccountId, row.AuditId });
    }
}
