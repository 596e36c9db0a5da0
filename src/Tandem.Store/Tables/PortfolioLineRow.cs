using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>
/// A relationship in one line, as one organization reads it: derived, made anew after each entry and each day. It spares the
/// portfolio the reading of every ledger.
/// </summary>
internal sealed class PortfolioLineRow : IEntityTypeConfiguration<PortfolioLineRow>
{
    public Guid RelationshipId { get; set; }

    public Guid OrganizationId { get; set; }

    /// <summary>What the other organization is called, as it is written and as it is sorted and searched.</summary>
    public string Name { get; set; } = "";

    public string NameKey { get; set; } = "";

    public int Us { get; set; }

    public bool IsShared { get; set; }

    public int Standing { get; set; }

    public DateTimeOffset? Since { get; set; }

    /// <summary>The own share of what was given and risked, in millionths, and its interval; <c>null</c> where too little is known.</summary>
    public int? Share { get; set; }

    public int? ShareLow { get; set; }

    public int? ShareHigh { get; set; }

    /// <summary>Our trust in them, theirs in us, our value, theirs: in millionths.</summary>
    public int? OurTrust { get; set; }

    public int? TheirTrust { get; set; }

    public int? OurValue { get; set; }

    public int? TheirValue { get; set; }

    /// <summary>The 90 % intervals of these four, in thousandths, with spaces between; -1 where there is none.</summary>
    public string Spans { get; set; } = "";

    /// <summary>26 weeks of the own share, in hundredths, with spaces between.</summary>
    public string Weeks { get; set; } = "";

    public int OpenOurs { get; set; }

    public int OpenTheirs { get; set; }

    /// <summary>What waits for a word of ours: requests, claims, decisions and signatures together, and each with spaces between.</summary>
    public int Waits { get; set; }

    public string WaitsOf { get; set; } = "";

    /// <summary>The first day on which something of ours, or of theirs, is due; days since 1970.</summary>
    public int? OurDue { get; set; }

    public int? TheirDue { get; set; }

    public string? Action { get; set; }

    public int Evidence { get; set; }

    /// <summary>What was put in and what came back as seen and appreciated, in the charter of the relationship.</summary>
    public double Effort { get; set; }

    public double Appreciated { get; set; }

    /// <summary>Ascending: what presses most comes first.</summary>
    public long Pressure { get; set; }

    /// <summary>The size of the ledger it was made from, and the day.</summary>
    public long Size { get; set; }

    public int MadeOn { get; set; }

    public void Configure(EntityTypeBuilder<PortfolioLineRow> builder)
    {
        builder.HasKey(row => new { row.RelationshipId, row.OrganizationId });
        builder.HasIndex(row => new { row.OrganizationId, row.Pressure, row.RelationshipId });
        builder.HasIndex(row => new { row.OrganizationId, row.NameKey, row.RelationshipId });
        builder.HasIndex(row => new { row.OrganizationId, row.Standing, row.Pressure, row.RelationshipId });
        builder.HasIndex(row => new { row.OrganizationId, row.Waits, row.RelationshipId });
        builder.HasOne<RelationshipRow>().WithMany().HasForeignKey(row => row.RelationshipId).OnDelete(DeleteBehavior.Restrict);
    }
}
