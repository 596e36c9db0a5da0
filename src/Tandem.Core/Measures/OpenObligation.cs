using System.Text.Json;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>A commitment that is open, with what it is worth.</summary>
/// <param name="Due">An instant or a bare date, as the entry says it, or what was agreed in its place.</param>
public sealed record OpenObligation(EntryId Id, ObligationPosting Obligation, string Due)
{
    internal static OpenObligation Of(Matter commitment, ObligationPosting obligation, DateTimeOffset at)
    {
        var agreed = commitment.At(at).Agreement;
        using var body = JsonDocument.Parse((agreed ?? commitment).Statement.Body);
        var said = agreed is null ? body.RootElement : body.RootElement.GetProperty("body");
        return new(commitment.Id, obligation, said.GetProperty("due").GetString()!);
    }
}
