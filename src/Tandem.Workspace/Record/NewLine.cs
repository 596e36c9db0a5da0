using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>A line handed in.</summary>
/// <param name="Speaks">The side it is entered for, stamped with the clock; <c>null</c> in a replay: side and instants as the line has them.</param>
/// <param name="Key">The idempotency key of the request.</param>
public readonly record struct NewLine(Line Line, Side? Speaks, string? Key = null);
