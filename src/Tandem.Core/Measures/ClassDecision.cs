using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>A decision of one class, as far as it is compared with the others of that class.</summary>
/// <param name="DecidedBy"><c>null</c>: both together.</param>
/// <param name="AgeDays">From the day on which it was in force: a proposed one from its consent.</param>
/// <param name="Outcome">One that is not known is compared with none.</param>
/// <param name="Epoch">Decisions of different epochs are not compared.</param>
public sealed record ClassDecision(
    EntryId Id, Side? DecidedBy, double AgeDays, ImmutableDictionary<string, Circumstance> Circumstances,
    Circumstance Outcome, Circumstance Epoch);
