using Tandem.Core.Vocabulary;
using Tandem.Workspace.Text;

namespace Tandem.Cli;

/// <summary>Writes for a person at a terminal: words in their language, the two sides in their colours, bars of blocks.</summary>
internal sealed class Terminal(Texts texts, TextWriter output, bool hasColour)
{
    private const string Blocks = " ▏▎▍▌▋▊▉█";
    private const string Reset = "\u001b[0m";

    public Texts Texts => texts;

    /// <summary>For standard output; colours only where they are seen and wanted (NO_COLOR).</summary>
    public static Terminal For(Texts texts) => new(
        texts, Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public void Line(string text = "") => output.WriteLine(text.TrimEnd());

    public void Title(string text, string lead = "")
    {
        Line();
        Line($"{Strong(text)}{(lead.Length > 0 ? "  " + Soft(lead) : "")}");
    }

    public string Say(string key, params object?[] values) => texts.Say(key, values);

    public string Strong(string text) => Paint(text, "1");

    public string Soft(string text) => Paint(text, "2");

    /// <summary>Side A is blue, side B is copper, everywhere and for life.</summary>
    public string Of(Side side, string text) => Paint(text, side == Side.A ? "38;5;68" : "38;5;137");

    /// <summary>A bar of a share of a width, to an eighth of a character.</summary>
    public string Bar(double share, int width, Side side)
    {
        var eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * width * 8);
        var bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? Blocks[eighths % 8].ToString() : "");
        return Of(side, bar) + Soft(new string('·', Math.Max(0, width - bar.Length)));
    }

    /// <summary>The two shares of a whole, meeting in the middle of the line.</summary>
    public string Balance(double shareOfA, int width)
    {
        var left = (int)Math.Round(Math.Clamp(shareOfA, 0, 1) * width);
        return Of(Side.A, new string('█', left)) + Of(Side.B, new string('▓', width - left));
    }

    /// <summary>Fits a text into a column.</summary>
    public static string Fit(string text, int width) =>
        text.Length <= width ? text.PadRight(width) : text[..Math.Max(0, width - 1)] + "…";

    private string Paint(string text, string code) => hasColour && text.Length > 0 ? $"\u001b[{code}m{text}{Reset}" : text;
}
