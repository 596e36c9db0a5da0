using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>A relationship on one page.</summary>
/// <param name="Measures">Mirrored: ours at the start, theirs at the end.</param>
/// <param name="Next">Private advice; <c>null</c> where there is none.</param>
/// <param name="Open">Commitments that are open, by their day.</param>
/// <param name="Drafts">Of the own side.</param>
/// <param name="Mail">The own side's mail; shown in place of the record while that is empty.</param>
public sealed record OverviewView(
    TableHead Head, EntryWords Words, ReciprocityView Reciprocity, ImmutableArray<MirrorRowWords> Measures, NextAction? Next,
    ImmutableArray<StandingCommitment> Open, ImmutableArray<OpenRequest> Requests, double? AnswerHours, ImmutableArray<EntryId> Disputed,
    ImmutableArray<EntryView> Latest, ImmutableArray<ShownEntry> Drafts, IReadOnlyList<Note> Notes, PortfolioLine? Mail, string? Notice)
{
    /// <summary>Nothing was ever entered, and no mail was read.</summary>
    public bool IsEmpty => Head.Entries == 0 && Drafts.IsEmpty && Mail?.Reading is null;

    /// <summary>Nothing was ever entered, but there is mail.</summary>
    public bool IsMailOnly => Head.Entries == 0 && Drafts.IsEmpty && Mail?.Reading is not null;
}

/// <summary>What would help most next, in words.</summary>
/// <param name="Id">Of the draft that taking it up would enter.</param>
/// <param name="Effects">What it would move: the measure, before, after.</param>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="More">How many there are beside it.</param>
public sealed record NextAction(
    EntryId Id, string What, string Why, ImmutableArray<(string Measure, string Before, string After)> Effects, string Likely, int Number, int More);
