using Tandem.Core.Facts;

namespace Tandem.Core.Relationship;

/// <summary>A promise that both sides moved. Moved too late it has no effect: the old promise stays open.</summary>
public static class Renegotiation
{
    /// <summary>Rule R8: the promisee's own entry, confirmation or agreement, recorded at or before the due time.</summary>
    public static bool IsInTime(Matter word, Sight sight, Commitment promise, DateTimeOffset at)
    {
        var isOwn = word.Statement.Fact is Resolution { Outcome: Outcome.Renegotiated };
        return sight.Agreement?.At(at).Confirmation?.Recorded <= promise.Due
            || (isOwn && (word.Side != promise.By ? word : sight.Confirmation)?.Recorded <= promise.Due);
    }
}
