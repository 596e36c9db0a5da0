using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Who;

namespace Tandem.Workspace;

/// <summary>The organization itself: its name and hours, its domains, and the keys of its programs.</summary>
public sealed partial class Seat
{
    /// <summary>Where the record that shows a domain is looked for.</summary>
    public const string ProofLabel = "_tandem.";

    /// <summary>Mailboxes that only whoever runs a domain reads (RFC 2142, CA/B Baseline 3.2.2.4.4).</summary>
    public static ImmutableArray<string> RoleMailboxes { get; } = ["postmaster", "hostmaster", "admin"];

    public Task<Organization?> OrganizationAsync(CancellationToken ct) => rooms.People.OrganizationAsync(viewer, ct);

    public async Task SetOrganizationAsync(string name, WorkingHours clock, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        await rooms.People.SetOrganizationAsync(viewer, name, clock, ct);
        rooms.Bell.Toll(viewer.Organization);
        await AuditAsync(AuditCode.OrganizationChanged, null, clock.Zone.Id + " " + clock.Write(), ct);
    }

    public Task<ImmutableArray<Absence>> AbsencesAsync(CancellationToken ct) => rooms.People.AbsencesAsync(viewer, ct);

    /// <summary><c>false</c> when one begins on that day already, it is too long, or there are too many.</summary>
    public async Task<bool> AddAbsenceAsync(Absence absence, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var isDone = absence.Last >= absence.First && absence.Last.DayNumber - absence.First.DayNumber < Limits.AbsenceDays
            && await rooms.People.AddAbsenceAsync(viewer, absence, ct);
        TollIf(isDone);
        await AuditIfAsync(isDone, AuditCode.OrganizationChanged, $"{absence.First:yyyy-MM-dd}/{absence.Last:yyyy-MM-dd}", ct);
        return isDone;
    }

    public async Task<bool> RemoveAbsenceAsync(DateOnly first, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var isDone = await rooms.People.RemoveAbsenceAsync(viewer, first, ct);
        TollIf(isDone);
        await AuditIfAsync(isDone, AuditCode.OrganizationChanged, $"-{first:yyyy-MM-dd}", ct);
        return isDone;
    }

    public Task<ImmutableArray<Domain>> DomainsAsync(CancellationToken ct) => rooms.People.DomainsAsync(viewer, ct);

    /// <summary>Says that a domain is the organization's own, which it then has to show.</summary>
    public async Task<DomainAnswer> AskDomainAsync(string typed, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        if (DomainOf(typed) is not { } domain)
        {
            return DomainAnswer.NotOne;
        }

        var code = "tandem-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var answer = await rooms.People.AskDomainAsync(viewer, domain, code, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(answer == DomainAnswer.Done, AuditCode.DomainAsked, domain, ct);
        return answer;
    }

    /// <summary>Looks whether the domain says the code.</summary>
    /// <exception cref="IOException">No resolver answered.</exception>
    public async Task<DomainAnswer> ProveByNameAsync(string domain, INameLookup names, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        if ((await rooms.People.DomainsAsync(viewer, ct)).FirstOrDefault(known => known.Name == domain) is not { } asked)
        {
            return DomainAnswer.NotThere;
        }

        if (!await rooms.People.TryDomainAsync(viewer, domain, ct))
        {
            return DomainAnswer.TooMany;
        }

        var texts = await names.TextsAsync(ProofLabel + domain, ct);
        return texts.Any(text => text.Trim() == asked.Code) ? await ProveAsync(domain, "dns", ct) : DomainAnswer.NotShown;
    }

    /// <summary>Somebody typed a code that was sent to a role address of the domain.</summary>
    /// <param name="sent">What was sent there.</param>
    public async Task<DomainAnswer> ProveByLetterAsync(string domain, string mailbox, string sent, string typed, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        if (!RoleMailboxes.Contains(mailbox) || !await rooms.People.TryDomainAsync(viewer, domain, ct))
        {
            return DomainAnswer.TooMany;
        }

        return sent == typed.Trim() ? await ProveAsync(domain, $"{mailbox}@{domain}", ct) : DomainAnswer.NotShown;
    }

    public async Task<bool> RemoveDomainAsync(string domain, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var isDone = await rooms.People.RemoveDomainAsync(viewer, domain, ct);
        await AuditIfAsync(isDone, AuditCode.DomainRemoved, domain, ct);
        return isDone;
    }

    public Task<ImmutableArray<ApiKey>> KeysAsync(CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        return rooms.People.KeysAsync(viewer, rooms.Time.GetUtcNow(), ct);
    }

    /// <summary>The key itself, which nobody sees again; <c>null</c> when there are too many.</summary>
    public async Task<Token?> MakeKeyAsync(string name, Role role, bool isSharedOnly, DateTimeOffset? expires, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        if (role > viewer.Role)
        {
            throw new NotAllowedException(Right.Administer);
        }

        var token = Token.New(Token.KeyPrefix);
        var key = new ApiKey(
            Guid.NewGuid(), name, role, isSharedOnly, viewer.Account, Pseudonyms.OfKey(), rooms.Time.GetUtcNow(), expires, null);
        if (!await rooms.People.AddKeyAsync(viewer, key, token, ct))
        {
            return null;
        }

        await AuditAsync(AuditCode.KeyMade, null, $"{key.Pseudonym}: {role}", ct);
        return token;
    }

    public async Task<bool> RevokeKeyAsync(Guid id, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var isDone = await rooms.People.RevokeKeyAsync(viewer, id, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(isDone, AuditCode.KeyRevoked, id.ToString(), ct);
        return isDone;
    }

    /// <summary>
    /// The domain somebody typed; <c>null</c> where anybody may have a mailbox (free mail), or under which anybody registers (a
    /// public suffix): nobody can show that those are theirs.
    /// </summary>
    public static string? DomainOf(string typed)
    {
        var host = typed.Trim().TrimEnd('.').ToLowerInvariant();
        try
        {
            host = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var isSuffix = PublicSuffixes.Bundled.RegistrableDomain("x." + host) != PublicSuffixes.Bundled.RegistrableDomain(host);
        return Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal) && !isSuffix
            && !FreeMail.Has(host) && !FreeMail.Has(PublicSuffixes.Bundled.RegistrableDomain(host)) ? host : null;
    }

    private void TollIf(bool isDone)
    {
        if (isDone)
        {
            rooms.Bell.Toll(viewer.Organization);
        }
    }

    private async Task<DomainAnswer> ProveAsync(string domain, string method, CancellationToken ct)
    {
        var answer = await rooms.People.ProveDomainAsync(viewer, domain, method, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(answer == DomainAnswer.Done, AuditCode.DomainProven, $"{domain}: {method}", ct);
        return answer;
    }
}
