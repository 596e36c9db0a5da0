using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Api;

/// <summary>Who the caller is here.</summary>
/// <param name="Organization">The organization the caller acts for; null while there is none.</param>
/// <param name="Role">owner, sponsor, member or viewer.</param>
/// <param name="Rights">What the role may do.</param>
/// <param name="Pseudonym">How entries name the caller.</param>
/// <param name="SharedOnly">Nothing private is in the key's scope.</param>
/// <param name="Key">The id of the key; null for a session.</param>
public sealed record MeShape(OrganizationShape? Organization, string Role, ImmutableArray<string> Rights, string Pseudonym, bool SharedOnly, Guid? Key);

/// <summary>An organization.</summary>
public sealed record OrganizationShape(string Id, string Name);

/// <summary>A page of relationships in the order of their ids.</summary>
/// <param name="Next">What to give as after for the next page; null at the end.</param>
public sealed record RelationshipsShape(ImmutableArray<RelationshipShape> Items, string? Next);

/// <summary>The tie between exactly two organizations.</summary>
/// <param name="Name">What the other organization is called.</param>
/// <param name="Us">The caller's side, A or B.</param>
/// <param name="Joined">Whether both sides are here: then what is entered is shared at once, and otherwise kept as a draft.</param>
/// <param name="Sample">Made up, to be looked at.</param>
public sealed record RelationshipShape(string Id, string Name, string Us, bool Joined, bool Sample)
{
    internal static RelationshipShape Of(Relationship relationship, Viewer viewer)
    {
        var us = relationship.SideOf(viewer);
        return new(relationship.Id.ToString(), relationship.Sides[us.Other].Name, us.ToString(), relationship.IsShared, relationship.IsSample);
    }
}

/// <summary>A relationship to be opened with an organization that is not here yet.</summary>
/// <param name="Name">What the other organization is called.</param>
/// <param name="Domains">Domains of its addresses.</param>
public sealed record NewRelationshipShape(string? Name, ImmutableArray<string>? Domains);

/// <summary>A page of entries, the newest first.</summary>
/// <param name="Older">What to give as before for older ones; null at the end.</param>
/// <param name="Newer">What to give as after for newer ones; null at the end.</param>
public sealed record EntriesShape(ImmutableArray<EntryShape> Items, long? Older, long? Newer);

/// <summary>An entry of the shared record with what stands of it.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="By">The pseudonym of its author.</param>
/// <param name="Body">As docs/reference/entries has it for the kind.</param>
/// <param name="Text">What its author wrote, by the name of the group.</param>
/// <param name="Erased">Names of texts that were erased.</param>
/// <param name="Leaf">The hash of its leaf, in base64.</param>
public sealed record EntryShape(
    string Id, long Sequence, string Kind, string Side, string By, string Occurred, string Recorded, JsonObject Body,
    ImmutableSortedDictionary<string, string> Text, ImmutableArray<string> Erased, StateShape State, string Leaf)
{
    internal static EntryShape Of(ShownEntry shown, DateTimeOffset at)
    {
        var (state, said) = (shown.State, shown.Statement);
        return new(
            shown.Id.ToString(), shown.Sequence, said.Fact.Kind, said.Side.ToString(), said.By, Instant.Write(said.Occurred),
            Instant.Write(said.Recorded), (JsonObject)JsonNode.Parse(said.Body.Span)!,
            shown.Texts.ToImmutableSortedDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal), shown.Erased,
            new(
                MeasuresJson.Word(shown.AttestationAt(at)), shown.Favoured?.ToString(), state.LapsesAt is { } lapses ? Instant.Write(lapses) : null,
                NumberOf(state.ConfirmedBy), NumberOf(state.DisputedBy), NumberOf(state.WithdrawnBy), NumberOf(state.AgreedBy),
                NumberOf(state.AnsweredBy), NumberOf(state.ConsentedBy)),
            MerkleTree.Leaf(shown.Leaf.Span).ToBase64());
    }

    private static long? NumberOf(long sequence) => sequence == 0 ? null : sequence;
}

/// <summary>What stands of an entry now. The numbers are those of later entries.</summary>
/// <param name="Attestation">acknowledged, claimed, disputed or withdrawn.</param>
/// <param name="Favours">In whose interest it is; null for nobody's.</param>
/// <param name="LapsesAt">When silence acknowledges a claim; null for never.</param>
public sealed record StateShape(
    string Attestation, string? Favours, string? LapsesAt, long? ConfirmedBy, long? DisputedBy, long? WithdrawnBy, long? AgreedBy,
    long? AnsweredBy, long? ConsentedBy);

/// <summary>An entry to be made. Side, author and instant of recording are not the caller's to say.</summary>
/// <param name="Kind">One of docs/reference/entries.</param>
/// <param name="Body">As docs/reference/entries has it for the kind.</param>
/// <param name="Text">What its author writes, by the name of the group.</param>
/// <param name="Occurred">When it took effect; without it, now.</param>
/// <param name="Id">What it is to be called; without it, one is made.</param>
public sealed record NewEntryShape(string? Kind, JsonObject? Body, ImmutableSortedDictionary<string, string>? Text, string? Occurred, string? Id);

/// <summary>What one says with a confirmation, dispute or withdrawal.</summary>
public sealed record WordShape(string? Note);

/// <summary>What became of an entry.</summary>
/// <param name="Status">sealed: it stands in the shared record. drafted: the other side has not joined, and it is kept as a draft.</param>
/// <param name="Sequence">Its number; null for a draft.</param>
/// <param name="Checkpoint">The signed checkpoint that covers it, as a note; null for a draft.</param>
/// <param name="WasThere">An earlier request with the same idempotency key wrote it.</param>
public sealed record EnteredShape(string Status, string Id, long? Sequence, string? Checkpoint, bool WasThere);

/// <summary>The own drafts, in the order of writing.</summary>
public sealed record DraftsShape(ImmutableArray<DraftShape> Items);

/// <summary>An entry that the own side has written and not shown.</summary>
/// <param name="Entry">As it will be proposed.</param>
public sealed record DraftShape(string Id, string WrittenAt, JsonObject Entry);

/// <summary>Drafts by their ids.</summary>
public sealed record ChosenDraftsShape(ImmutableArray<string>? Drafts);

/// <summary>What became of drafts that were proposed.</summary>
public sealed record ProposedShape(ImmutableArray<ProposedDraftShape> Items);

/// <summary>What became of one draft.</summary>
/// <param name="Status">sealed, or refused: then it is still a draft.</param>
/// <param name="Sequence">Its number, where it was sealed.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record ProposedDraftShape(string Draft, string Status, long? Sequence, ProblemPart? Error);

/// <summary>Entries somebody thinks of making.</summary>
/// <param name="Drafts">Each with kind and body; side, instant and text where they matter.</param>
public sealed record WhatIfShape(ImmutableArray<JsonObject>? Drafts);

/// <summary>Signed checkpoints by their size.</summary>
public sealed record CheckpointsShape(ImmutableArray<CheckpointShape> Items);

/// <summary>A signed checkpoint.</summary>
/// <param name="Root">In base64.</param>
/// <param name="Note">The signed note, byte for byte: keep it.</param>
public sealed record CheckpointShape(long Size, string Root, string Note);

/// <summary>That a record of one size is the beginning of a record of another (RFC 9162 section 2.1.4).</summary>
/// <param name="Hashes">In base64, from the bottom up.</param>
public sealed record ConsistencyShape(long From, long To, ImmutableArray<string> Hashes);
