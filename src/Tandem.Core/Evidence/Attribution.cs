using Tandem.Core.Vocabulary;

namespace Tandem.Core.Evidence;

/// <summary>Who is who: to which side each address belongs, and by which rule.</summary>
public sealed class Attribution
{
    private const byte Neither = 2;

    private static readonly HashSet<string> NoHosts = [];

    private readonly byte[] sides;
    private readonly AttributionRule[] rules;

    public Attribution(Correspondence mail, Sides<Party> parties)
        : this(mail.Addresses, parties, ListHosts.Of(mail))
    {
    }

    public Attribution(AddressBook addresses, Sides<Party> parties, IReadOnlySet<string> listHosts)
    {
        sides = new byte[addresses.Count];
        rules = new AttributionRule[addresses.Count];
        for (var address = 0; address < sides.Length; address++)
        {
            (sides[address], rules[address]) = Decide(addresses[address], addresses.IsList(address), parties, listHosts);
        }
    }

    public Side? SideOf(int address) => address < 0 || sides[address] == Neither ? null : (Side)sides[address];

    public bool Is(int address, Side side) => address >= 0 && sides[address] == (byte)side;

    public AttributionRule RuleOf(int address) => address < 0 ? AttributionRule.Neither : rules[address];

    public bool IsList(int address) => rules[address] is AttributionRule.MailingList or AttributionRule.ListHost;

    /// <summary>The side of an address by its text alone, as long as it is not known to be a list.</summary>
    public static Side? SideOf(string address, Sides<Party> parties) =>
        Decide(address, isList: false, parties, NoHosts).Side is var side && side == Neither ? null : (Side)side;

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static (byte Side, AttributionRule Rule) Decide(
        string address, bool isList, Sides<Party> parties, IReadOnlySet<string> listHosts)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            if (parties[side].Addresses.Contains(address))
            {
                return ((byte)side, AttributionRule.Address);
            }
        }

        if (isList)
        {
            return (Neither, AttributionRule.MailingList);
        }

        var domain = DomainOf(address);
        if (listHosts.Contains(domain) && !parties.A.Domains.Contains(domain) && !parties.B.Domains.Contains(domain))
        {
            return (Neither, AttributionRule.ListHost);
        }

        var lengths = parties.Select(party => LongestMatch(domain, party));
        if (lengths.A != lengths.B)
        {
            return ((byte)(lengths.A > lengths.B ? Side.A : Side.B), AttributionRule.Domain);
        }

        return (parties.A.Everyone, parties.B.Everyone) switch
        {
            (true, false) => ((byte)Side.A, AttributionRule.Everyone),
            (false, true) => ((byte)Side.B, AttributionRule.Everyone),
            _ => (Neither, AttributionRule.Neither),
        };
    }

    private static int LongestMatch(string domain, Party party)
    {
        var longest = 0;
        foreach (var own in party.Domains)
        {
            if (own.Length > longest && IsAtOrBelow(domain, own))
            {
                longest = own.Length;
            }
        }

        return longest;
    }

    private static bool IsAtOrBelow(string domain, string own) =>
        domain.EndsWith(own, StringComparison.Ordinal) && (domain.Length == own.Length || domain[^(own.Length + 1)] == '.');
}
