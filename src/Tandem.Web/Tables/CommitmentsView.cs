using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>What each side promised.</summary>
/// <param name="All">By the side that promised.</param>
/// <param name="Obligations">What the open ones are worth, in the yardstick.</param>
public sealed record CommitmentsView(
    TableHead Head, EntryWords Words, Sides<ImmutableArray<StandingCommitment>> All, ImmutableDictionary<EntryId, EntryView> Views,
    Sides<double> Obligations, string? Currency, string? Notice);
