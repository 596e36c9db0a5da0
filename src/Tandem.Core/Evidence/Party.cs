using System.Collections.Immutable;

namespace Tandem.Core.Evidence;

/// <summary>
/// What makes an address belong to a side: one of its domains (or a domain below one), one of its addresses, or
/// everybody who belongs to nobody else.
/// </summary>
public sealed record Party(ImmutableArray<string> Domains, ImmutableArray<string> Addresses, bool Everyone = false)
{
    public static readonly Party Nobody = new([], []);

    public bool IsNobody => Domains.IsEmpty && Addresses.IsEmpty && !Everyone;

    /// <summary>Reads <c>acme.com, anna@gmail.com</c>; <c>*</c> is everybody else.</summary>
    public static Party Of(IEnumerable<string> words)
    {
        var all = words.Select(w => w.Trim().ToLowerInvariant()).Where(w => w.Length > 0).ToList();
        return new(
            [.. all.Where(w => !w.Contains('@') && w != "*").Select(w => w.TrimStart('.')).Distinct()],
            [.. all.Where(w => w.Contains('@')).Distinct()],
            all.Contains("*"));
    }

    public bool Equals(Party? other) =>
        other is not null && Everyone == other.Everyone && Domains.SequenceEqual(other.Domains) && Addresses.SequenceEqual(other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Domains.Length, Addresses.Length, Everyone);
}

/// <summary>The rule by which an address was given to a side, or to none.</summary>
public enum AttributionRule : byte
{
    /// <summary>Belongs to neither side.</summary>
    Neither,

    /// <summary>Named in full as belonging to the side.</summary>
    Address,

    /// <summary>Its domain is one of the side's, or lies below one.</summary>
    Domain,

    /// <summary>The side is everybody else.</summary>
    Everyone,

    /// <summary>A mailing list's own address belongs to nobody.</summary>
    MailingList,

    /// <summary>A host that only serves mailing lists belongs to nobody.</summary>
    ListHost,
}
