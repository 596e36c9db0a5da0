using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Sides;

/// <summary>Pulse rounds, in the tables of a <see cref="TandemDb"/>. The key of a round's digests is a secret of the host and
/// goes when it closes.</summary>
internal sealed class PulseStore(Engine engine) : IPulseStore
{
    /// <summary>What the names of the keys of all rounds of a relationship begin with.</summary>
    public static string KeysOf(RelationshipId id) => $"pulse/{id}/";

    public async Task<IReadOnlyList<PulseRound>> RoundsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        if (await PlaceAsync(db, viewer, id, ct) is not { } side)
        {
            return [];
        }

        var rows = await Rounds(db, id, side).Select(row => new
        {
            Row = row,
            Answered = db.PulseAnswers.Count(a => a.RelationshipId == row.RelationshipId && a.Side == row.Side && a.Round == row.Round),
        }).ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.Row.OpenedAt).Select(r => new PulseRound(
                r.Row.Round, r.Row.OpenedAt, r.Row.ClosesAt, r.Row.ClosedAt, r.Answered, r.Row.Entry is { } entry ? new(entry) : null)),
        ];
    }

    public async Task<bool> OpenAsync(Viewer viewer, RelationshipId id, PulseRound round, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } side || await Rounds(db, id, side).AnyAsync(row => row.Round == round.Name
            || row.ClosedAt == null, ct))
        {
            return false;
        }

        db.Add(new PulseRoundRow
        {
            RelationshipId = id.Value,
            Side = side,
            Round = round.Name,
            OpenedAt = round.OpenedAt,
            ClosesAt = round.ClosesAt
        });
        db.Add(new SecretRow
        {
            Name = KeyName(id, side, round.Name),
            Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            MadeAt = round.OpenedAt,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> HasAnsweredAsync(Viewer viewer, RelationshipId id, string round, string person, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await PlaceAsync(db, viewer, id, ct) is { } side && await DigestAsync(db, id, side, round, person, ct) is { } digest
            && await db.PulseTurnouts.AnyAsync(
                row => row.RelationshipId == id.Value && row.Side == side && row.Round == round && row.Digest == digest, ct);
    }

    public async Task<bool> AnswerAsync(
        Viewer viewer, RelationshipId id, string round, string person, string answers, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } side
            || await Rounds(db, id, side).FirstOrDefaultAsync(row => row.Round == round && row.ClosedAt == null, ct) is not { } open
                || open.ClosesAt <= now
            || await DigestAsync(db, id, side, round, person, ct) is not { } digest
            || await db.PulseTurnouts.AnyAsync(row => row.RelationshipId == id.Value && row.Side == side && row.Round == round
                && row.Digest == digest, ct))
        {
            return false;
        }

        // Written anew in a new order each time: where an answer lies in the file says nothing of when it came.
        var all = await Answers(db, id, side, round).Select(row => row.Answers).ToListAsync(ct);
        await Answers(db, id, side, round).ExecuteDeleteAsync(ct);
        var shuffled = all.Append(answers).ToArray();
        RandomNumberGenerator.Shuffle<string>(shuffled);
        foreach (var one in shuffled)
        {
            db.Add(new PulseAnswerRow
            {
                RelationshipId = id.Value,
                Side = side,
                Round = round,
                AnswerId = new(RandomNumberGenerator.GetBytes(16)),
                Answers = one,
            });
        }

        db.Add(new PulseTurnoutRow { RelationshipId = id.Value, Side = side, Round = round, Digest = digest });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task EndAsync(Viewer viewer, RelationshipId id, string round, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } side)
        {
            return;
        }

        // As early as it began: an answer that was on its way is refused whatever its clock says.
        await Rounds(db, id, side).Where(row => row.Round == round && row.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosesAt, row => row.OpenedAt), ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<ImmutableArray<string>> AnswersAsync(Viewer viewer, RelationshipId id, string round, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await PlaceAsync(db, viewer, id, ct) is not { } side ? []
            : [.. (await Answers(db, id, side, round).Select(row => row.Answers).ToListAsync(ct)).Order(StringComparer.Ordinal)];
    }

    public async Task CloseAsync(Viewer viewer, RelationshipId id, string round, EntryId? entry, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } side)
        {
            return;
        }

        var (named, key) = (entry?.Value, KeyName(id, side, round));
        await Answers(db, id, side, round).ExecuteDeleteAsync(ct);
        await db.PulseTurnouts.Where(row => row.RelationshipId == id.Value && row.Side == side && row.Round == round).ExecuteDeleteAsync(ct);
        await db.Secrets.Where(row => row.Name == key).ExecuteDeleteAsync(ct);
        if (await db.PulseRounds.FirstOrDefaultAsync(
            row => row.RelationshipId == id.Value && row.Side == side && row.Round == round && row.ClosedAt == null, ct) is { } open)
        {
            (open.ClosedAt, open.Entry) = (now, named);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static IQueryable<PulseRoundRow> Rounds(TandemDb db, RelationshipId id, int side) =>
        db.PulseRounds.AsNoTracking().Where(row => row.RelationshipId == id.Value && row.Side == side);

    private static IQueryable<PulseAnswerRow> Answers(TandemDb db, RelationshipId id, int side, string round) =>
        db.PulseAnswers.AsNoTracking().Where(row => row.RelationshipId == id.Value && row.Side == side && row.Round == round);

    /// <summary>The viewer's own side; <c>null</c> out of scope.</summary>
    private static async Task<int?> PlaceAsync(TandemDb db, Viewer viewer, RelationshipId id, CancellationToken ct) =>
        await db.Relationships.AsNoTracking().VisibleTo(viewer).Where(row => row.RelationshipId == id.Value)
            .OrderBy(row => row.RelationshipId).FirstOrDefaultAsync(ct) is not { } place ? null
        : place.SideAId == viewer.Organization.Value ? (int)Side.A : (int)Side.B;

    /// <summary><c>null</c> once the round is closed: nobody can make it again.</summary>
    private static async Task<byte[]?> DigestAsync(TandemDb db, RelationshipId id, int side, string round, string person, CancellationToken ct)
    {
        var name = KeyName(id, side, round);
        return await db.Secrets.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, ct) is { } key
            ? HMACSHA256.HashData(Convert.FromBase64String(key.Value), Encoding.UTF8.GetBytes($"{id}/{side}/{round}/{person}"))
            : null;
    }

    private static string KeyName(RelationshipId id, int side, string round) => FormattableString.Invariant($"{KeysOf(id)}{side}/{round}");
}
