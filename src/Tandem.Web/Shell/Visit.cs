using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Shell;

/// <summary>
/// Who is here, for one request: the seat of the organization they act for, and what the navigation of every page shows. Whoever
/// is signed in acts for the organization chosen in their session; while nobody has an account here, the person at the machine
/// acts for the workspace's owner.
/// </summary>
internal sealed class Visit(Rooms rooms, SessionDesk desk, Hosting hosting, Reader reader, IEnumerable<IArrival> arrivals)
{
    private const int Listed = 12;

    /// <summary>Nothing is in scope of nobody.</summary>
    public Seat Seat { get; private set; } = new(new(default), rooms);

    /// <summary>Whether somebody may act at all.</summary>
    public bool IsSeated { get; private set; }

    /// <summary>Whether it is the person at a machine without accounts.</summary>
    public bool IsAtMachine { get; private set; }

    /// <summary>Who is signed in; <c>null</c> for the person at the machine.</summary>
    public Sitting? Sitting { get; private set; }

    /// <summary>The organization the visitor acts for.</summary>
    public Organization? Owner { get; private set; }

    /// <summary>Where most presses: what the navigation lists. All of them are in the portfolio.</summary>
    public IReadOnlyList<RelationshipLine> Nearest { get; private set; } = [];

    /// <param name="isProgram">No page is shown, so nothing is read for its navigation.</param>
    public async Task ArriveAsync(HttpContext context, Guid? session, CancellationToken ct, bool isProgram = false)
    {
        isProgram |= context.Request.Headers.ContainsKey("HX-Request"); // a part of a page: the navigation stays as it is
        Sitting = session is { } id ? await desk.FindAsync(id, ct) : null;
        reader.LiveIn(Sitting?.Person.Zone);
        if (arrivals.Select(arrival => arrival.Seat(context)).FirstOrDefault(viewer => viewer is not null) is { } brought)
        {
            await SitAsync(context, brought, await rooms.People.OrganizationAsync(brought, ct), isProgram, ct);
        }
        else if (Sitting is { Place: { } place })
        {
            await SitAsync(context, SessionDesk.ViewerOf(place), Sitting.Organization, isProgram, ct);
        }
        else if (Sitting is null && await IsAloneAsync(context, ct))
        {
            IsAtMachine = IsSeated = true;
            if (await rooms.Evidence.OwnerAsync(ct) is { } owner)
            {
                await SitAsync(context, new(owner.Id), owner, isProgram, ct);
            }
        }
    }

    /// <summary>A program sits where its key says.</summary>
    public void SitWithKey(HttpContext context, Viewer viewer, Guid key) =>
        (IsSeated, Seat) = (true, new(viewer, rooms) { From = Entrance.CallerOf(context), Key = key });

    /// <summary>Nobody has an account here and nobody comes from elsewhere: whoever it is runs the program.</summary>
    public async Task<bool> IsAloneAsync(HttpContext context, CancellationToken ct) =>
        !hosting.IsOpen && Safety.IsHere(context) && !await desk.HasAccountsAsync(ct);

    private async Task SitAsync(HttpContext context, Viewer viewer, Organization? organization, bool isProgram, CancellationToken ct)
    {
        (IsSeated, Owner) = (true, organization);
        Seat = new(viewer, rooms) { From = Entrance.CallerOf(context) };
        Nearest = isProgram || viewer.IsSharedOnly ? [] : (await rooms.Portfolios.PageAsync(viewer, new(Take: Listed), ct)).Lines;
    }
}
