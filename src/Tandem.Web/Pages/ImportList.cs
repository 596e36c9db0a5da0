using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Pages;

/// <summary>What the imports page shows: all runs, newest first, and the one that was undone just now.</summary>
public sealed record ImportList(ImmutableArray<ImportLine> Runs, ImportRun? JustUndone);

/// <param name="Name">The other side of the relationship that the run belongs to.</param>
/// <param name="Them">Its letter.</param>
public sealed record ImportLine(ImportRun Run, string Name, Side Them);
