using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Web.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Playbook;

namespace Tandem.Web.Ease;

/// <summary>
/// What the palette offers at a place: what can be done there first, then the pages, then the relationships whose name fits. Only
/// what the visitor may do is offered, and only names of their own organization's relationships are looked up.
/// </summary>
internal sealed class PaletteGroups(Seat seat, Visit visit, Reader reader)
{
    private const int NamesListed = 8;
    private const int CharsRead = 100;

    private static readonly char[] Spaces = [' ', '\t', '\u00A0', '\u202F'];

    /// <param name="asked">What was typed.</param>
    /// <param name="at">The path of the page it was typed at.</param>
    public async Task<IReadOnlyList<PaletteGroup>> OfAsync(string? asked, string? at, CancellationToken ct)
    {
        var search = (asked ?? "").Trim() is { Length: > CharsRead } lengthy ? lengthy[..CharsRead] : (asked ?? "").Trim();
        var words = search.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
        var groups = new List<PaletteGroup>();
        if (PlaceInside.Of(at) is { } inside && await seat.FindAsync(inside.Relationship, ct) is { } relationship)
        {
            var name = relationship.Sides[relationship.SideOf(seat.Viewer).Other].Name;
            groups.Add(new(reader.Say("palette.with", name), [.. Deeds(relationship).Where(deed => deed.Fits(words, reader))]));
            groups.Add(new(reader["palette.sections"], [.. Sections($"/r/{relationship.Id}").Where(section => section.Fits(words, reader))]));
        }

        groups.Add(new(reader["palette.pages"], [.. Pages().Where(page => page.Fits(words, reader))]));
        groups.Add(new(reader["nav.relationships"], await NamedAsync(search, ct)));
        groups.Add(new(reader["nav.playbook"], [.. Topics().Where(topic => topic.Fits(words, reader))]));
        return [.. groups.Where(group => group.Options.Count > 0)];
    }

    private IEnumerable<PaletteOption> Deeds(Relationship relationship)
    {
        var (viewer, url) = (seat.Viewer, $"/r/{relationship.Id}");
        if (viewer.May(Right.Record))
        {
            yield return new("plus", reader["palette.record-any"], url + "/new", "G");
            yield return new("message-square", reader["palette.ask"], url + "/new/request", "R");
            foreach (var kind in EntryKind.All.Where(kind => kind is { For: not null, Kind: not "request" } && IsForm(kind.Kind)))
            {
                yield return new(kind.Icon, reader.Say("palette.record", reader[kind.Key]), $"{url}/new/{kind.Kind}");
            }

            yield return new("git-branch", reader["palette.decide"], url + "/decisions/new");
        }

        if (!relationship.IsShared && viewer.May(Right.Invite))
        {
            yield return new("users", reader["palette.invite"], url + "/invite");
        }

        yield return new("info", reader["palette.why"], url + "/why/standing", "W");
        yield return new("printer", reader["palette.report"], url + "/report");
        yield return new("arrow-down", reader["palette.next"], "/go/next?at=" + url, "]");
        yield return new("arrow-up", reader["palette.previous"], "/go/previous?at=" + url, "[");
    }

    /// <summary>These have pages of their own, among the sections.</summary>
    private static bool IsForm(string kind) => kind is not ("decision" or "charter" or "settlement" or "pulse");

    private IEnumerable<PaletteOption> Sections(string url) =>
    [
        new("layout-grid", reader["table.tab.overview"], url), new("scale", reader["table.tab.measures"], url + "/measures"),
        new("clock", reader["table.tab.timeline"], url + "/timeline"), new("handshake", reader["table.tab.commitments"], url + "/commitments"),
        new("git-branch", reader["table.tab.decisions"], url + "/decisions", "D"), new("file-check", reader["table.tab.charter"], url + "/charter"),
        new("hand-coins", reader["table.tab.settlement"], url + "/settlement"), new("users", reader["table.tab.pulse"], url + "/pulse"),
        new("shield", reader["palette.verify"], url + "/record"), new("mail", reader["table.tab.mail"], url + "/mail"),
    ];

    private IEnumerable<PaletteOption> Pages()
    {
        yield return new("layout-grid", reader["nav.portfolio"], "/");
        yield return new("inbox", reader["nav.waiting"], "/?waits=true");
        if (seat.Viewer.May(Right.Invite))
        {
            yield return new("plus", reader["folio.add"], "/relationships/new", "N");
        }

        yield return new("mail", reader["nav.mail"], "/mail");
        yield return new("upload", reader["nav.imports"], "/imports");
        yield return new("book-open", reader["nav.playbook"], "/playbook");
        if (visit.Sitting is not null)
        {
            yield return new("user", reader["settings.profile"], "/settings/profile");
            yield return new("shield", reader["settings.security"], "/settings/security");
            yield return new("download", reader["settings.data"], "/settings/data");
        }

        yield return new("settings", reader["settings.organization"], "/settings/organization");
        yield return new("users", reader["settings.members"], "/settings/members");
        if (seat.Viewer.May(Right.Administer))
        {
            yield return new("key-round", reader["settings.keys"], "/settings/keys");
            yield return new("list-checks", reader["settings.audit"], "/settings/audit");
        }

        yield return new("info", reader["keys.title"], "/keys", "?");
    }

    private IEnumerable<PaletteOption> Topics() =>
        PlaybookTopic.All.Select(topic => new PaletteOption("book-open", topic.TitleIn(reader.Language), $"/playbook/{topic.Name}"));

    private async Task<IReadOnlyList<PaletteOption>> NamedAsync(string search, CancellationToken ct)
    {
        if (seat.Viewer.IsSharedOnly)
        {
            return [];
        }

        var page = await seat.PortfolioPageAsync(new(Search: search.Length > 0 ? search : null, Take: NamesListed), ct);
        return [.. page.Lines.Select(line => new PaletteOption("handshake", line.Name, $"/r/{line.Id}"))];
    }
}
