using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Web.Depth;
using Tandem.Web.Parts;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Report;

/// <summary>The report as one page of A4: real text, in the reader's language, with nothing that only one side may see.</summary>
internal static class ReportPdf
{
    public static byte[] Of(Reader reader, ReportView view)
    {
        var paper = new PdfPaper();
        Write(new(paper), reader, view);
        return paper.Save(ReportWords.Title(reader, view), reader["report.subject"], reader.Language);
    }

    private static void Write(ReportSheet sheet, Reader reader, ReportView view)
    {
        var (us, words) = (view.Head.Us, FigureWords.Of(reader, view.Head));
        sheet.Title(ReportWords.Title(reader, view));
        sheet.Paragraph(reader.Say("report.as-of", reader.Day(view.Head.At), Standing.Word(reader, view.Reading.Standing)), 10);
        Balance(sheet, reader, view);
        sheet.Heading(reader["report.both-ways"]);
        sheet.Row(8, ("", 0, 150, false, false), (view.Head.OurName, 160, 165, true, true), (view.Head.TheirName, 334, 165, true, true));
        foreach (var (name, ours, theirs) in ReportWords.Figures(reader, words, view))
        {
            sheet.Row(8.5, (name, 0, 155, false, false), (ours, 160, 165, false, true), (theirs, 334, 165, false, true));
        }

        foreach (var side in (Side[])[us, us.Other])
        {
            sheet.Heading(reader.Say("report.due", view.Head.Relationship.Sides[side].Name));
            List(sheet, reader, view.Due[side].Select(due => (ReportWords.Named(reader, view, due.Id), ReportWords.Day(reader, view, due))));
        }

        sheet.Heading(reader["report.open"]);
        List(sheet, reader, view.Decisions.Select(line => (ReportWords.Named(reader, view, line.Id), DecisionWords.State(reader, line, view.Head)))
            .Concat(view.Requests.Select(wait => (ReportWords.Named(reader, view, wait.Id), reader.Say("report.asked",
                reader.Day(wait.Asked))))).Take(6));
        sheet.Down(Math.Max(0, ReportSheet.Bottom - 24 - sheet.At));

        sheet.Rule();
        sheet.Row(7, (ReportWords.Foot(reader, view), 0, ReportSheet.Width, false, false));
    }

    private static void Balance(ReportSheet sheet, Reader reader, ReportView view)
    {
        var reading = FromOurSide.Of(Readings.Of(view.Reading, MeasureCode.Balance, view.Head.Us), view.Head.Us);
        sheet.Heading(reader["report.balance"]);
        if (reading is not { IsEnough: true, Value: { } ours })
        {
            sheet.Paragraph(reader["unknown"]);
            return;
        }

        sheet.Row(10, ($"{view.Head.OurName} {reader.Percent(ours)}", 0, 245, true, false),
            ($"{reader.Percent(1 - ours)} {view.Head.TheirName}", 254, 245, true, true));
        sheet.Balance(ours, view.Head.Us == Side.A, view.Reading.Balance.Share.Band);
        sheet.Paragraph(reader.Say("report.balance-words", reader.Percents(reading.Interval!.Value),
            reader.Percent(view.Reading.Balance.Share.Band)), 8);
    }

    private static void List(ReportSheet sheet, Reader reader, IEnumerable<(string What, string When)> rows)
    {
        var any = false;
        foreach (var (what, when) in rows)
        {
            any = true;
            sheet.Row(8.5, (what, 0, 370, false, false), (when, 380, 119, false, true));
        }

        if (!any)
        {
            sheet.Paragraph(reader["report.none"], 8.5);
        }
    }
}
