using System.Collections.Immutable;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>A relationship with an empty ledger, two viewers and a desk.</summary>
internal sealed class Table : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Relationship relationship;

    private Table(ILedgerStore store, Relationship relationship, TimeProvider time)
    {
        (Store, this.relationship) = (store, relationship);
        Desk = new(store, time);
    }

    public ILedgerStore Store { get; }

    public LedgerDesk Desk { get; }

    public RelationshipId Id => relationship.Id;

    public static async Task<Table> SetAsync(ILedgerStore store, TimeProvider? time = null) => new(
        store, (await store.BeginAsync(new(null, new("Ours", "Theirs"), Side.A), TestContext.Current.CancellationToken))!, time ?? TimeProvider.System);

    public static Line Line(string id, string kind, string side, string body, string? text = null) =>
        Core.Ledger.Line.Read(Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}","kind":"{{kind}}","side":"{{side}}","by":"{{side.ToLowerInvariant()}}-one","occurred":"2026-03-01","body":{{body}}{{(text is null ? "" : $",\"text\":{text}")}}}"""), Start);

    public Viewer Viewer(Side side) => new(relationship.Sides[side].Id);

    public async Task<ImmutableArray<EntryAnswer>> EnterAsync(Side side, params ImmutableArray<Line> lines) =>
        (await Desk.EnterAsync(Viewer(side), Id, [.. lines.Select(line => line.For(side))], TestContext.Current.CancellationToken))!.Value;

    public async Task<List<Entry>> EntriesAsync() =>
        await Store.ReadAsync(Viewer(Side.A), Id, 1, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}

internal static class LineWords
{
    extension(Line line)
    {
        public NewLine For(Side side) => new(line, side);
    }
}

/// <summary>A clock that stands where it is put.</summary>
public sealed class Clock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
