using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Web.Shell;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Portfolios;

/// <summary>
/// Writes the rows of the portfolio. It is the page that is opened most, and its rows are mostly drawings: they are written
/// straight into text instead of through a component for each mark, and a row that has not changed is not written again.
/// Everything that people wrote is encoded.
/// </summary>
internal sealed class LineMarkup
{
    private const int RowsKept = 2_000;
    private const double BandLow = 40;
    private const double BandHigh = 60;
    private const int SparkWidth = 60;

    private static readonly ConcurrentDictionary<Place, (RelationshipLine Line, string Html)> Kept = new();

    private readonly Reader reader;
    private readonly StringBuilder html = new();

    private LineMarkup(Reader reader) => this.reader = reader;

    public static MarkupString Of(Reader reader, RelationshipLine line)
    {
        var key = new Place(line.Id, line.Us, reader.Language);
        if (Kept.TryGetValue(key, out var known) && IsSame(known.Line, line))
        {
            return new(known.Html);
        }

        var row = new LineMarkup(reader).Write(line);
        if (Kept.Count >= RowsKept)
        {
            Kept.Clear();
        }

        Kept[key] = (line, row);
        return new(row);
    }

    /// <summary>Records compare their lists by reference.</summary>
    private static bool IsSame(RelationshipLine one, RelationshipLine other) =>
        one with { Weeks = other.Weeks } == other && one.Weeks.AsSpan().SequenceEqual(other.Weeks.AsSpan());

    private string Write(RelationshipLine line)
    {
        var (us, them) = (line.Us, line.Us.Other);
        html.Append("<tr><th scope=\"row\" class=\"wide\"><span class=\"who\"><span class=\"mono ").Append(Draw.Is(them)).Append("\" aria-hidden=\"true\">");
        Text(Draw.Monogram(line.Name)).Append("</span><span class=\"nm\"><a href=\"/r/").Append(line.Id).Append("\">");
        Text(line.Name).Append("</a><small class=\"muted\">");
        Text(line.IsShared ? reader["folio.shared"] : reader["folio.alone"]).Append("</small></span></span></th>");
        Cell("folio.standing").Append("<span class=\"stand\">").Append(StandingGlyph.Of(line.Standing));
        Text(Standing.Word(reader, line.Standing)).Append("</span>");
        if (line.Since is { } since)
        {
            html.Append("<small class=\"muted\">");
            Text(reader.Say("folio.since", reader.Day(since))).Append("</small>");
        }

        html.Append("</td>");
        Balance(line, us);
        Both("folio.trust", line.Trust, us);
        Both("folio.value", line.Value, us);
        Weeks(line);
        Cell("folio.open").Append("<span class=\"nowrap tn\">").Append(Mark(us)).Append(' ').Append(reader.Whole(line.Open.Ours)).Append(" &#160;")
            .Append(Mark(them)).Append(' ').Append(reader.Whole(line.Open.Theirs)).Append("</span></td>");
        html.Append("<td class=\"nx\" data-l=\"");
        Text(reader["folio.next"]).Append("\">");
        Next(line);
        html.Append("</td>");
        Cell("folio.evidence").Append(GradeOf(line.Evidence)).Append("</td></tr>");
        return html.ToString();
    }

    private void Balance(RelationshipLine line, Side us)
    {
        Cell("folio.balance");
        if (line.Share is not { } share)
        {
            Unknown();
            html.Append("</td>");
            return;
        }

        var (ours, theirs) = (reader.Whole((long)Math.Round(share * 100)), reader.Whole(100 - (long)Math.Round(share * 100)));
        html.Append("<span class=\"minirow\"><svg class=\"mini\" role=\"img\" aria-label=\"");
        Text(line.ShareInterval is { } span ? reader.Say("folio.share-said", ours, theirs, reader.Percents(span)) : reader.Say("folio.share-only", ours, theirs));
        var (fill, rest, at) = (us == Side.A ? "fa" : "fb", us == Side.A ? "fb" : "fa", share * 100);
        html.Append(CultureInfo.InvariantCulture, $"\"><rect y=\"3\" height=\"8\" x=\"0\" width=\"{at:0.#}%\" class=\"{fill}\"/>");
        html.Append(CultureInfo.InvariantCulture, $"<rect y=\"3\" height=\"8\" x=\"{at:0.#}%\" width=\"{100 - at:0.#}%\" class=\"{rest}\"/>");
        Upright(at, 3, 11, "s-paper", "4");
        foreach (var edge in new[] { BandLow, BandHigh })
        {
            Upright(edge, 3, 11, "s-paper", "3");
            Upright(edge, 0, 13.5, "s-ink", "1");
        }

        Upright(at, 3, 16, "s-ink", "1.75");
        if (line.ShareInterval is { } interval)
        {
            html.Append(CultureInfo.InvariantCulture, $"<line x1=\"{interval.Low * 100:0.#}%\" x2=\"{interval.High * 100:0.#}%\" y1=\"16\" y2=\"16\" class=\"s-ink\" stroke-width=\"1.25\"/>");
        }

        html.Append("</svg><span class=\"soft tn\">").Append(ours).Append('/').Append(theirs).Append("</span></span></td>");
    }

    private void Upright(double x, double from, double to, string stroke, string width) => html.Append(
        CultureInfo.InvariantCulture, $"<line x1=\"{x:0.#}%\" x2=\"{x:0.#}%\" y1=\"{from:0.#}\" y2=\"{to:0.#}\" class=\"{stroke}\" stroke-width=\"{width}\"/>");

    private void Both(string label, (Estimate? Ours, Estimate? Theirs) both, Side us)
    {
        Cell(label).Append("<div class=\"two-val\">");
        One(both.Ours, us);
        One(both.Theirs, us.Other);
        html.Append("</div></td>");
    }

    private void One(Estimate? known, Side side)
    {
        html.Append("<span>").Append(Mark(side)).Append(' ');
        if (known is not { } estimate)
        {
            Unknown();
            html.Append("</span>");
            return;
        }

        var (at, stroke) = (estimate.Value * 100, side == Side.A ? "sa" : "sb");
        html.Append("<svg class=\"rng\" aria-hidden=\"true\"><line x1=\"0\" x2=\"100%\" y1=\"4\" y2=\"4\" class=\"s-line\" stroke-width=\"2\"/>");
        if (estimate.Interval is { } span)
        {
            html.Append(CultureInfo.InvariantCulture, $"<line x1=\"{span.Low * 100:0.#}%\" x2=\"{span.High * 100:0.#}%\" y1=\"4\" y2=\"4\" class=\"{stroke}\" stroke-width=\"2\"/>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<svg x=\"{at:0.#}%\" y=\"4\">").Append(side == Side.A
            ? "<circle r=\"3.4\" class=\"fa\"/>"
            : "<rect x=\"-3\" y=\"-3\" width=\"6\" height=\"6\" class=\"fb\"/>").Append("</svg></svg> ");
        Text(reader.Hundredths(estimate.Value));
        if (estimate.Interval is { } said)
        {
            html.Append("<span class=\"sr\"> ");
            Text(reader.Say("unit.range", reader.Hundredths(said.Low), reader.Hundredths(said.High))).Append("</span>");
        }

        html.Append("</span>");
    }

    /// <summary>The own share over 26 weeks, the agreed band behind it.</summary>
    private void Weeks(RelationshipLine line)
    {
        html.Append("<td class=\"hide-m\" data-l=\"");
        Text(reader["folio.weeks"]).Append("\">");
        if (line.Weeks.Length < 2)
        {
            Unknown();
            html.Append("</td>");
            return;
        }

        html.Append("<svg width=\"64\" height=\"26\" aria-hidden=\"true\"><rect x=\"0\" y=\"10.4\" width=\"64\" height=\"5.2\" class=\"f-band\"/><polyline points=\"");
        for (var week = 0; week < line.Weeks.Length; week++)
        {
            html.Append(CultureInfo.InvariantCulture, $"{(double)week * SparkWidth / (line.Weeks.Length - 1):0.#},{Height(line.Weeks[week]):0.#} ");
        }

        html.Append(CultureInfo.InvariantCulture, $"\" class=\"s-ink\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/><circle cx=\"{SparkWidth}\" cy=\"{Height(line.Weeks[^1]):0.#}\" r=\"2.2\" class=\"f-ink\"/></svg><span class=\"sr\">");
        Text(reader.Say("folio.weeks-said", line.Weeks[0], line.Weeks[^1])).Append("</span></td>");

        static double Height(int share) => 26 - (share * 0.26);
    }

    private void Next(RelationshipLine line)
    {
        if (line.Action is { } action)
        {
            html.Append("<a href=\"/r/").Append(line.Id).Append("#next\">");
            Text(reader.Action(action)).Append("</a>");
        }

        if (line.OurDue is { } due)
        {
            html.Append("<small class=\"muted\">");
            Text(reader.Say("folio.due-by", reader.Day(due))).Append("</small>");
        }
    }

    private string GradeOf(EvidenceGrade grade)
    {
        var (steps, word) = grade switch
        {
            EvidenceGrade.Low => (1, reader["evidence.low"]),
            EvidenceGrade.Medium => (2, reader["evidence.medium"]),
            EvidenceGrade.High => (3, reader["evidence.high"]),
            _ => throw new System.Diagnostics.UnreachableException($"Unknown evidence {grade}."),
        };
        return "<span class=\"grade\"><svg viewBox=\"0 0 18 8\" aria-hidden=\"true\"><rect x=\"0\" y=\"5\" width=\"4.4\" height=\"3\" rx=\".8\" class=\"f-ink\"/>"
            + $"<rect x=\"6.4\" y=\"2.8\" width=\"4.4\" height=\"5.2\" rx=\".8\" class=\"{(steps > 1 ? "f-ink" : "f-line")}\"/>"
            + $"<rect x=\"12.8\" y=\".6\" width=\"4.4\" height=\"7.4\" rx=\".8\" class=\"{(steps > 2 ? "f-ink" : "f-line")}\"/></svg>{HtmlEncoder.Default.Encode(word)}</span>";
    }

    private StringBuilder Cell(string label)
    {
        html.Append("<td data-l=\"");
        return Text(reader[label]).Append("\">");
    }

    private void Unknown()
    {
        html.Append("<span class=\"unk\">");
        Text(reader["folio.unknown"]).Append("</span>");
    }

    private StringBuilder Text(string words) => html.Append(HtmlEncoder.Default.Encode(words));

    private readonly record struct Place(RelationshipId Id, Side Us, string Language);

    private static string Mark(Side side) => side == Side.A
        ? "<svg class=\"g\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"5\" class=\"fa\"/></svg>"
        : "<svg class=\"g\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect x=\".4\" y=\".4\" width=\"9.2\" height=\"9.2\" rx=\"1\" class=\"fb\"/></svg>";
}
