using Tandem.Core.Facts;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Text;

namespace Tandem.Web.Depth;

/// <summary>The terms of a charter in words, one a row, so that two charters can be laid side by side.</summary>
internal static class CharterTerms
{
    public static IReadOnlyList<(string Term, string Words)> Of(Reader reader, CharterPaper paper)
    {
        var said = paper.Said;
        var (contribution, investment, risk) = said.Parameters.EquityWeights;
        var band = (said.Band ?? 0.6) * 100;
        return
        [
            (reader["charter.purpose"], Text(paper, "purpose")),
            (reader["charter.goals"], Text(paper, "goals")),
            (reader["charter.band"], reader.Say("charter.band-words", Number(reader, band), Number(reader, 100 - band))),
            (reader["charter.yardstick"], reader.Say("charter.hour-words", Number(reader, (double)said.Yardstick.Hour), said.Yardstick.Currency)),
            (reader["charter.rates"], said.Yardstick.Rates.IsEmpty ? reader["charter.none"] : string.Join("; ", said.Yardstick.Rates
                .OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"1 {r.Key} = {Number(reader, (double)r.Value)} {said.Yardstick.Currency}"))),
            (reader["charter.confirmation"], said.ConfirmationWindow is { } window
                ? reader.Say("charter.confirmation-words", Number(reader, window.TotalDays)) : reader["charter.confirmation-never"]),
            (reader["charter.answer"], said.AnswerHours is { } hours ? reader.Say("charter.answer-words", Number(reader, hours)) : reader["charter.none"]),
            (reader["charter.review"], said.ReviewDays is { } days ? reader.Say("charter.review-words", Number(reader, days)) : reader["charter.none"]),
            (reader["charter.kappa"], reader.Say("charter.kappa-words", Number(reader, said.Parameters.Kappa))),
            (reader["charter.weights"], reader.Say("charter.weights-words", Number(reader, contribution), Number(reader, investment), Number(reader, risk))),
            (reader["charter.classes"], said.Parameters.Classes.IsEmpty ? reader["charter.none"] : string.Join("; ", said.Parameters.Classes
                .OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{FigureWords.Code(c.Key)}: {string.Join(", ", c.Value.Select(f => Feature(reader, f)))}"))),
            (reader["charter.note"], Text(paper, "note")),
        ];
    }

    /// <summary>The terms that are not the same.</summary>
    public static IEnumerable<(string Term, string Before, string After)> Differences(Reader reader, CharterPaper before, CharterPaper after) =>
        Of(reader, before).Zip(Of(reader, after)).Where(pair => pair.First.Words != pair.Second.Words)
            .Select(pair => (pair.First.Term, pair.First.Words, pair.Second.Words));

    private static string Text(CharterPaper paper, string name) => paper.Texts.TryGetValue(name, out var text) ? Clean.Words(text) : "–";

    private static string Number(Reader reader, double number) => number.ToString("#,0.####", reader.Culture);

    private static string Feature(Reader reader, ClassFeature feature) => string.Join(" ", new[]
    {
        FigureWords.Code(feature.Name),
        feature.Range is { } range ? $"(0–{Number(reader, range)})" : feature.Levels.IsEmpty ? null : $"({string.Join(" < ", feature.Levels.Select(FigureWords.Code))})",
        feature.Weight == 1 ? null : "×" + Number(reader, feature.Weight),
    }.OfType<string>());
}
