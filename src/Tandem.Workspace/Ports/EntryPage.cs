using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports;

/// <summary>Some entries of a ledger, as a page shows them.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Named">Entries that these name.</param>
/// <param name="IsMore">Whether there are more on the far side of where it was cut.</param>
public sealed record EntryPage(ImmutableArray<ShownEntry> Entries, ImmutableDictionary<EntryId, ShownEntry> Named, bool IsMore)
{
    public static EntryPage Empty { get; } = new([], ImmutableDictionary<EntryId, ShownEntry>.Empty, false);
}

/// <param name="Kinds">Only these kinds; empty: all.</param>
/// <param name="Side">Only what this side entered.</param>
/// <param name="State">Only what is believed so far at <paramref name="At"/>, in whose interest it was when it was entered.</param>
public sealed record EntryFilter(ImmutableArray<string> Kinds, Side? Side, Attestation? State, DateTimeOffset At)
{
    public static EntryFilter None { get; } = new([], null, null, default);
}

/// <summary>Where a page begins: by the number of an entry, so that what is added meanwhile moves nothing.</summary>
/// <param name="Before">Only older ones than this.</param>
/// <param name="After">Only newer ones than this, the next of them.</param>
public readonly record struct PageEdge(int Take, long? Before = null, long? After = null);

/// <summary>An entry with what stands of it and what its author wrote.</summary>
/// <param name="Texts">Those that are still there.</param>
/// <param name="Erased">The names of those that are gone.</param>
/// <param name="Favoured">In whose interest it is now: what it is about may say something else since.</param>
public sealed record ShownEntry(EntryState State, ImmutableArray<TextGroup> Texts, ImmutableArray<string> Erased, Side? Favoured)
{
    /// <summary>What the tree commits to; empty for one that is not sealed.</summary>
    public ReadOnlyMemory<byte> Leaf { get; init; }

    public EntryId Id => State.Id;

    public long Sequence => State.Sequence;

    public Statement Statement => State.Statement;

    public string? Text(string name) => Texts.FirstOrDefault(text => text.Name == name)?.Text;

    public Attestation AttestationAt(DateTimeOffset at) => State.AttestationAt(at, Favoured);

    /// <param name="about">What a resolution or repair is about.</param>
    public static Side? FavouredOf(EntryState state, EntryState? about) =>
        state.Statement.Fact is Core.Facts.Resolution or Core.Facts.Repair && about is { Agreed: { } agreed }
            ? state.Statement.Fact.Favours(state.Side, agreed)
            : state.Favours;
}
