using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What the two sides agreed for their relationship; in force once the other side confirms it.</summary>
/// <param name="Band">The larger share of the balance that is still even, as 0.6 for 60 to 40.</param>
/// <param name="ConfirmationWindow">How long a claimed entry waits for a dispute; <c>null</c>: for ever.</param>
public sealed record Charter(
    double? Band, Yardstick Yardstick, TimeSpan? ConfirmationWindow, double? AnswerHours, double? ReviewDays,
    CharterParameters Parameters) : Fact
{
    /// <summary>The longest window, answer time or review cadence that can be agreed, in days: about 27 years.</summary>
    private const double MostDays = 10_000;

    public override string Kind => "charter";

    internal static Charter Read(Body body)
    {
        var charter = new Charter(
            body.OptionalNumber("band", 0.5, 1), body.Object("yardstick", Yardstick.Read),
            body.OptionalNumber("confirmation_days", 0, MostDays) is { } days ? TimeSpan.FromDays(days) : null,
            body.OptionalNumber("answer_hours", 0, MostDays * 24), body.OptionalNumber("review_days", 0, MostDays),
            body.Has("parameters") ? body.Object("parameters", CharterParameters.Read) : CharterParameters.Default);
        body.MustSay("confirmation_days"); // whether silence means yes is never left open
        body.Require(charter.Band is null or (> 0.5 and < 1), "band");
        return charter;
    }
}
