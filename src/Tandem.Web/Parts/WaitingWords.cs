using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Parts;

/// <summary>The sentences about waiting: the side, then the fact, then what it does. No praise and no blame.</summary>
internal static class WaitingWords
{
    public static string Sentence(Reader reader, PortfolioLine line, OurShare share)
    {
        var (more, part) = share.Value >= 0.5 ? (line.OurName, share.Value) : (line.TheirName, 1 - share.Value);
        return share.IsEven ? reader["waiting.even"]
            : share.Interval is { } interval && interval.Low <= OurShare.High && interval.High >= OurShare.Low
                ? reader.Say("waiting.perhaps", more, reader.Percent(part))
                : reader.Say("waiting.more", more, reader.Percent(part));
    }

    public static string Missing(Reader reader, PortfolioLine line, MailReading reading) => string.Join(" ",
        new[] { line.Us, line.Them }.Where(side => !reading.Responsiveness[side].Enough).Select(side => Missing(reader, line, reading, side)));

    /// <summary>What a direction lacks, in counts.</summary>
    public static string Missing(Reader reader, PortfolioLine line, MailReading reading, Side side)
    {
        var curve = reading.Responsiveness[side].Curve;
        return reader.Say("unknown.answers", line.NameOf(side), curve.Waits, KaplanMeier.EnoughWaits, curve.Replies,
            KaplanMeier.EnoughReplies, ResponsivenessReading.WindowDays);
    }

    /// <summary>Where the answers of a side are heading.</summary>
    public static string Heading(Reader reader, PortfolioLine line, MailReading reading, Side side)
    {
        var answers = reading.Responsiveness[side];
        var (now, before) = (answers.Curve.RestrictedMean ?? 0, answers.Before.RestrictedMean ?? 0);
        return answers.Trend switch
        {
            Trend.NotEnough => reader.Say("heading.unknown", line.NameOf(side)),
            Trend.NoClearChange => reader.Say("heading.same", line.NameOf(side), reader.Hours(now), reader.Hours(before)),
            Trend.Faster => reader.Say("heading.faster", line.NameOf(side), reader.Hours(now), reader.Hours(before)),
            Trend.Slower => reader.Say("heading.slower", line.NameOf(side), reader.Hours(now), reader.Hours(before)),
            _ => throw new System.Diagnostics.UnreachableException($"Unknown trend {answers.Trend}."),
        };
    }
}
