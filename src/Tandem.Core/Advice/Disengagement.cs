using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>
/// When giving less, agreeing on exchange only or leaving is offered beside asking once more; privately, and never done
/// by itself. measures.md 11.
/// </summary>
public static class Disengagement
{
    public const int Asks = 2;
    public const double WithinDays = 180;
    public const double ShareAbove = 0.7;

    /// <summary>Even the upper end of an interval lies below this.</summary>
    public const double UpperBoundBelow = 0.5;

    /// <param name="asks">What we asked them for.</param>
    /// <param name="ourShare">Of what both put in; <c>null</c> when nothing was.</param>
    /// <param name="trust">Our trust in them; <c>null</c> while unknown, which is no reason to go.</param>
    /// <param name="value">The value we get from them; likewise.</param>
    public static bool IsOffered(IEnumerable<PastAsk> asks, double? ourShare, Interval? trust, Interval? value) =>
        asks.Count(IsInVain) >= Asks
        && ourShare > ShareAbove
        && (trust?.High < UpperBoundBelow || value?.High < UpperBoundBelow);

    internal static bool IsInVain(PastAsk ask) =>
        ask.AgeDays is >= 0 and <= WithinDays && ask.Result is AskResult.Declined or AskResult.Unanswered;
}
