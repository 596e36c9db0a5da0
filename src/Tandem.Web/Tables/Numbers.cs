using System.Globalization;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace.Text;

namespace Tandem.Web.Tables;

/// <summary>How the pages of a relationship write worths, measures and words that the terminal has.</summary>
internal static class Numbers
{
    private const double Tiny = 0.005;
    private static readonly Dictionary<string, Texts> Terminals =
        Texts.Languages.ToDictionary(language => language, language => Texts.ForTerminal(CultureInfo.GetCultureInfo(language)));

    extension(Reader reader)
    {
        /// <summary>The words that the terminal has too: refusals, faults, advice.</summary>
        public Texts Terminal => Terminals[reader.Language];

        /// <summary>As in <c>18 000 SEK</c> or <c>3.5 h</c>.</summary>
        public string Worth(Worth worth) => worth.Currency is { } currency
            ? $"{reader.Amount(worth.Amount)}\u00a0{currency}"
            : reader.Say("unit.hours", worth.Amount.ToString("#,0.##", reader.Culture));

        public string Amount(decimal amount) =>
            amount.ToString(amount == decimal.Truncate(amount) ? "N0" : "N2", reader.Culture);

        /// <summary>A measure from 0 to 1.</summary>
        public string Measure(double value) => (Math.Abs(value) < Tiny ? 0 : value).ToString("0.00", reader.Culture);

        public string Measures(Interval interval) => reader.Say("unit.range", reader.Measure(interval.Low), reader.Measure(interval.High));

        /// <summary>As in <c>Jun 2026</c>.</summary>
        public string Month(DateTimeOffset instant) => instant.UtcDateTime.ToString("MMM yyyy", reader.Culture);
    }
}
