using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Parts;

/// <summary>One measure in both directions. A side without enough evidence has no figure, and the row says what is missing.</summary>
public sealed record MirrorRowWords(string Name, string Hint, MirrorFigure? Ours, MirrorFigure? Theirs, string? Missing = null);

/// <param name="Part">How far the bar reaches, from 0 to 1; <c>null</c> draws none.</param>
/// <param name="Span">The interval on the same scale.</param>
public sealed record MirrorFigure(string Shown, string? Range, double? Part, Interval? Span, string? Url = null);

/// <summary>The rows of the mirrored table: the same measures, in the same words, for both sides.</summary>
internal static class MirrorRows
{
    public static IEnumerable<MirrorRowWords> Of(Reader reader, PortfolioLine line, MailReading reading)
    {
        yield return Row("mean", side =>
            reading.AnswersOf(side) is { } curve ? Mean(reader, curve, line.WhyAnswers(side))
                : null, reader["unknown.answers-short"]);
        yield return Row("median", side => reading.AnswersOf(side) is { } curve ? Median(reader, curve) : null);
        yield return Row("ignored", side => reading.AnswersOf(side) is { } curve ? Ignored(reader, curve) : null);
        yield return Row("starts", side =>
            OurShare.Of(reading.Initiation, side) is { } share ? Share(reader, share, line.Why("starts"))
                : null, reader["unknown.starts-short"]);
        var most = Math.Max(1, Math.Max(reading.MessagesOf(Side.A), reading.MessagesOf(Side.B)));
        yield return Row("messages", side => new(reader.Whole(reading.MessagesOf(side)), null, reading.MessagesOf(side) / (double)most, null));
        yield return Row("first", side => First(reader, reading.FirstReplies[side]), reader["unknown.first-short"]);

        MirrorRowWords Row(string key, Func<Side, MirrorFigure?> of, string? missing = null) =>
            new(Name(reader, key), Hint(reader, key), of(line.Us), of(line.Them), missing);
    }

    private static MirrorFigure Mean(Reader reader, KaplanMeier curve, string url) => new(
        reader.Hours(curve.RestrictedMean!.Value), reader.Hours(curve.Interval!.Value), Part(curve.RestrictedMean.Value),
        new(Part(curve.Interval.Value.Low), Part(curve.Interval.Value.High)), url);

    private static MirrorFigure Median(Reader reader, KaplanMeier curve) => curve.Median is { } median
        ? new(reader.Hours(median), null, Part(median), null)
        : new(reader["median.not-reached"], null, null, null);

    private static MirrorFigure Ignored(Reader reader, KaplanMeier curve)
    {
        var share = curve.IgnoredRate!.Value;
        var band = curve.Steps.Where(step => step.Hours <= KaplanMeier.HorizonHours).Select(step => step.Band).LastOrDefault();
        return new(reader.Percent(share), band is { } known ? reader.Percents(known) : null, share, band);
    }

    private static MirrorFigure Share(Reader reader, OurShare share, string url) => new(
        reader.Percent(share.Value), share.Interval is { } interval ? reader.Percents(interval) : null, share.Value, share.Interval, url);

    private static MirrorFigure? First(Reader reader, FirstReplies replies) =>
        replies is { MedianHours: { } median, Count: >= KaplanMeier.EnoughReplies }
        ? new(reader.Hours(median), reader.Hours(new Interval(replies.LowerQuartileHours!.Value, replies.UpperQuartileHours!.Value)), null, null)
        : null;

    private static double Part(double hours) => Math.Clamp(hours / KaplanMeier.HorizonHours, 0, 1);

    private static string Name(Reader reader, string key) => key switch
    {
        "mean" => reader["measure.mean"],
        "median" => reader["measure.median"],
        "ignored" => reader["measure.ignored"],
        "starts" => reader["measure.starts"],
        "messages" => reader["measure.messages"],
        _ => reader["measure.first"],
    };

    private static string Hint(Reader reader, string key) => key switch
    {
        "mean" => reader["measure.mean-hint"],
        "median" => reader["measure.median-hint"],
        "ignored" => reader["measure.ignored-hint"],
        "starts" => reader["measure.starts-hint"],
        "messages" => reader["measure.messages-hint"],
        _ => reader["measure.first-hint"],
    };
}
