using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Store.People;

/// <summary>Browsers that are signed in, and programs that act with a key.</summary>
internal sealed partial class PeopleStore
{
    public async Task AddSessionAsync(Session session, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await db.Sessions.Where(row => row.AccountId == session.Account.Value && row.ExpiresAt <= session.MadeAt).ExecuteDeleteAsync(ct);
        db.Add(new SessionRow
        {
            SessionId = session.Id,
            AccountId = session.Account.Value,
            OrganizationId = session.Organization?.Value,
            MadeAt = session.MadeAt,
            SeenAt = session.SeenAt,
            ExpiresAt = session.ExpiresAt,
            ProvenAt = session.ProvenAt,
            Agent = session.Agent,
        });
        await db.SaveChangesAsync(ct);
    }

    public async Task<Session?> SessionAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await Standing(db, now).AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == id, ct) is { } row ? AsSession(row) : null;
    }

    public async Task<ImmutableArray<Session>> SessionsAsync(AccountId account, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await Standing(db, now).AsNoTracking().Where(row => row.AccountId == account.Value)
            .OrderByDescending(row => row.SeenAt).Take(Limits.RowsListed).ToListAsync(ct);
        return [.. rows.Select(AsSession)];
    }

    public async Task SeeSessionAsync(Guid id, DateTimeOffset at, DateTimeOffset expires, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await Standing(db, at).Where(row => row.SessionId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, at).SetProperty(row => row.ExpiresAt, expires), ct);
    }

    public async Task ProveSessionAsync(Guid id, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await Standing(db, at).Where(row => row.SessionId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProvenAt, at), ct);
    }

    public async Task<bool> SeatSessionAsync(Guid id, AccountId account, OrganizationId organization, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Sessions.Where(row => row.SessionId == id && row.AccountId == account.Value
                && db.Members.Any(m => m.AccountId == account.Value && m.OrganizationId == organization.Value && m.LeftAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OrganizationId, organization.Value), ct) > 0;
    }

    public async Task<int> RevokeSessionsAsync(AccountId account, Guid? only, Guid? but, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await Standing(db, at).Where(row => row.AccountId == account.Value)
            .Where(row => only == null || row.SessionId == only).Where(row => but == null || row.SessionId != but)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, at), ct);
    }

    public async Task<ImmutableArray<ApiKey>> KeysAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await OpenKeys(db, now).AsNoTracking().Where(row => row.OrganizationId == viewer.Organization.Value)
            .OrderBy(row => row.MadeAt).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new ApiKey(
                row.KeyId, row.Name, (Role)row.Role, row.IsSharedOnly, row.MadeBy is { } by ? new AccountId(by) : null, row.Pseudonym,
                row.MadeAt, row.ExpiresAt, row.LastUsedAt)),
        ];
    }

    public async Task<bool> AddKeyAsync(Viewer viewer, ApiKey key, Token token, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await OpenKeys(db, key.MadeAt).CountAsync(row => row.OrganizationId == viewer.Organization.Value, ct) >= Limits.ApiKeys)
        {
            return false;
        }

        db.Add(new ApiKeyRow
        {
            OrganizationId = viewer.Organization.Value,
            KeyId = key.Id,
            Name = key.Name,
            Digest = token.Digest(),
            Role = (int)key.Role,
            IsSharedOnly = key.IsSharedOnly,
            MadeBy = key.MadeBy?.Value,
            Pseudonym = key.Pseudonym,
            MadeAt = key.MadeAt,
            ExpiresAt = key.ExpiresAt,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> RevokeKeyAsync(Viewer viewer, Guid id, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await OpenKeys(db, at).Where(row => row.OrganizationId == viewer.Organization.Value && row.KeyId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, at), ct) > 0;
    }

    public async Task<(Viewer Viewer, Guid Key)?> OpenWithKeyAsync(Token token, DateTimeOffset now, CancellationToken ct)
    {
        var digest = token.Digest();
        await using var db = engine.NewDb();
        if (await OpenKeys(db, now).AsNoTracking().SingleOrDefaultAsync(row => row.Digest == digest, ct) is not { } key)
        {
            return null;
        }

        if (key.LastUsedAt is not { } last || now - last >= TimeSpan.FromHours(1))
        {
            await db.ApiKeys.Where(row => row.Digest == digest).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), ct);
        }

        var maker = key.MadeBy is { } by ? new AccountId(by) : (AccountId?)null;
        return (new(new(key.OrganizationId), (Role)key.Role, maker, key.Pseudonym) { IsSharedOnly = key.IsSharedOnly }, key.KeyId);
    }

    private static IQueryable<SessionRow> Standing(TandemDb db, DateTimeOffset now) =>
        db.Sessions.Where(row => row.RevokedAt == null && row.ExpiresAt > now);

    /// <summary>A key ends with the membership of whoever made it: it never outlives their right to act.</summary>
    private static IQueryable<ApiKeyRow> OpenKeys(TandemDb db, DateTimeOffset now) => db.ApiKeys.Where(
        row => row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now) && (row.MadeBy == null
            || db.Members.Any(m => m.OrganizationId == row.OrganizationId && m.AccountId == row.MadeBy && m.LeftAt == null
                && (m.Role == (int)Role.Owner || m.Role == row.Role || row.Role == (int)Role.Viewer))));

    private static Session AsSession(SessionRow row) => new(
        row.SessionId, new(row.AccountId), row.OrganizationId is { } seat ? new OrganizationId(seat) : null, row.MadeAt, row.SeenAt, row.ExpiresAt,
        row.ProvenAt, row.Agent);
}
