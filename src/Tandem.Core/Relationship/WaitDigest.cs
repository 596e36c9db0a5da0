using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Who waits for whom: requests, and the waits of mail summaries. Rules C3, R17, R23.</summary>
internal static class WaitDigest
{
    private const double WindowDays = 180;

    public static void OfRequest(Matter matter, Request said, Sight sight, Digest digest)
    {
        if (!digest.IsWithin(matter.Occurred, WindowDays))
        {
            return;
        }

        var response = ResponseOf(matter, digest.At);
        var (state, closed) = response is not null ? (WaitState.Answered, ClosedBy(response, said, digest.At))
            : sight.Withdrawal is { } withdrawal ? (WaitState.Withdrawn, withdrawal.Occurred)
            : (WaitState.Open, (DateTimeOffset?)null);
        digest.Post(new WaitPosting(said.From.Other, matter.Occurred, closed, state, said.Due));
    }

    /// <summary>The other side's waits count once it has acknowledged them; its own are an admission.</summary>
    public static void OfSummary(Matter matter, Summary said, Sight sight, Digest digest)
    {
        if (digest.IsWithin(matter.Occurred, WindowDays))
        {
            digest.Post(new SummaryPosting(said, matter.Side, IsAcknowledged: sight.Weight == 1));
        }
    }

    private static Matter? ResponseOf(Matter request, DateTimeOffset at)
    {
        foreach (var word in request.Heard)
        {
            if (word.Word == WordKind.Response && word.IsVisible(at))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>When it was recorded; when it occurred, once the asking side has confirmed it.</summary>
    private static DateTimeOffset ClosedBy(Matter response, Request said, DateTimeOffset at) =>
        response.At(at).Confirmation is { } confirmed && confirmed.Side == said.From ? response.Occurred : response.Recorded;
}
