using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>
/// Who speaks at this terminal: a member, where the workspace has any, else the person at the machine. The one place where a command
/// learns on whose behalf it acts; what it needs is demanded here.
/// </summary>
/// <param name="Viewer"><c>null</c>: there is no organization here yet.</param>
/// <param name="Side">The side of a ledger that was named; only where there are no members.</param>
internal sealed record Speaker(Viewer? Viewer, Side? Side = null)
{
    /// <summary>From where, as the audit log has it.</summary>
    public const string From = "cli";

    public bool IsMember => Viewer?.Account is not null;

    /// <exception cref="NotAllowedException">The member's role does not give the right.</exception>
    public static async Task<Found<Speaker>> OfAsync(TandemStore store, Spoken spoken, Right needs, Texts texts, CancellationToken ct)
    {
        var found = await store.People.HasMembersAsync(ct)
            ? await OfMemberAsync(store, spoken, texts, ct)
            : await AtTheMachineAsync(store, spoken, texts, ct);
        found.Value?.Viewer?.Demand(needs);
        return found;
    }

    /// <summary>The side that was named for a ledger in a file, which has no members.</summary>
    public static Found<Speaker> OfFile(Spoken spoken, Texts texts) => spoken.Word switch
    {
        null => new Speaker(null, null),
        var word when spoken.MayBeSide && SideOf(word) is { } side => new Speaker(null, side),
        var word => NoMember(word, spoken.MayBeSide, texts),
    };

    public static bool TrySide(string? word, Texts texts, out Side? side)
    {
        side = word is null ? null : SideOf(word);
        if (word is not null && side is null)
        {
            Console.Error.WriteLine(texts.Say("error.side", Clean.Words(word)));
            return false;
        }

        return true;
    }

    /// <summary>The person at the machine owns the workspace.</summary>
    private static async Task<Found<Speaker>> AtTheMachineAsync(TandemStore store, Spoken spoken, Texts texts, CancellationToken ct)
    {
        var owner = await store.Evidence.OwnerAsync(ct);
        var said = OfFile(spoken, texts);
        return said.Value is { } speaker ? speaker with { Viewer = owner is null ? null : new(owner.Id) } : said;
    }

    private static Found<Speaker> NoMember(string word, bool mayBeSide, Texts texts) => Found<Speaker>.Not(
        ExitCode.Usage, texts.Say(mayBeSide && !word.Contains('@', StringComparison.Ordinal) ? "error.side" : "error.noMembers", Clean.Words(word)));

    private static Side? SideOf(string word) => word switch
    {
        "A" or "a" => Core.Vocabulary.Side.A,
        "B" or "b" => Core.Vocabulary.Side.B,
        _ => null,
    };

    private static async Task<Found<Speaker>> OfMemberAsync(TandemStore store, Spoken spoken, Texts texts, CancellationToken ct)
    {
        if (spoken.Word is not { } word || !word.Contains('@', StringComparison.Ordinal))
        {
            return Found<Speaker>.Not(ExitCode.Usage, spoken.Word is null ? texts["error.asWhom"] : texts.Say("error.notSide", Clean.Words(spoken.Word)));
        }

        var (address, organization) = Parts(word);
        var places = await store.People.MembershipsOfAsync(address, ct);
        var meant = organization is null ? places : [.. await MeantAsync(store, places, organization, ct)];
        return meant switch
        {
            [var one] => new Speaker(new Viewer(one.Organization, one.Role, one.Account, one.Pseudonym)),
            [] => Found<Speaker>.Not(ExitCode.Usage, texts.Say("error.noMember", Clean.Words(word))),
            _ => Found<Speaker>.Not(ExitCode.Usage, texts.Say(
                "error.whichMember", Clean.Words(address), string.Join(", ", meant.Select(one => Clean.Words(one.Name))))),
        };
    }

    /// <summary><c>address/organization</c>; names of organizations may have a stroke in them too.</summary>
    private static (string Address, string? Organization) Parts(string word)
    {
        var stroke = word.IndexOf('/', word.IndexOf('@', StringComparison.Ordinal));
        return stroke < 0 ? (word, null) : (word[..stroke], word[(stroke + 1)..]);
    }

    private static async Task<List<Membership>> MeantAsync(
        TandemStore store, IEnumerable<Membership> places, string organization, CancellationToken ct)
    {
        var meant = new List<Membership>();
        foreach (var place in places)
        {
            var known = await store.People.OrganizationAsync(new(place.Organization), ct);
            var proven = await store.People.ProvenDomainsAsync(place.Organization, ct);
            if ((known?.Party.Domains ?? []).Concat(proven.Select(domain => domain.Domain)).Append(place.Name)
                .Contains(organization, StringComparer.OrdinalIgnoreCase))
            {
                meant.Add(place);
            }
        }

        return meant;
    }
}
