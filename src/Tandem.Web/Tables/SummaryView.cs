using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;

namespace Tandem.Web.Tables;

/// <summary>A mail summary before it is sent.</summary>
/// <param name="Said"><c>null</c> without mail of that quarter.</param>
public sealed record SummaryView(
    TableHead Head, EntryWords Words, ImmutableArray<Quarter> Quarters, Quarter Quarter, Summary? Said, string Key, string? Problem);
