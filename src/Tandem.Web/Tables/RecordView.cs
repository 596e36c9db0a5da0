using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tables;

/// <summary>The record with what proves it.</summary>
/// <param name="Checkpoints">Kept ones, the newest first.</param>
/// <param name="Report">What a verification found, in sentences; <c>null</c> while none was asked for.</param>
public sealed record RecordView(
    TableHead Head, EntryWords Words, SignedCheckpoint? Newest, ImmutableArray<SignedCheckpoint> Checkpoints, ImmutableArray<NoteKey> Keys,
    ImmutableArray<ShownEntry> Entries, string? Earlier, RecordReport? Report);

/// <param name="IsBusy">Another one is under way.</param>
public sealed record RecordReport(bool IsGood, bool IsBusy, ImmutableArray<string> Lines);
