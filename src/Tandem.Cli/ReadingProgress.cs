using System.Globalization;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Text;

namespace Tandem.Cli;

/// <summary>One line on standard error that says how far the reading is; nothing where nobody looks.</summary>
internal sealed class ReadingProgress(TimeProvider time, CultureInfo culture, bool isShown) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly Texts texts = Texts.ForTerminal(culture);
    private readonly bool isSeen = isShown && !Console.IsErrorRedirected;
    private readonly long started = time.GetTimestamp();
    private long last = time.GetTimestamp();
    private int width;

    public void Tell(ReadProgress progress)
    {
        if (!isSeen || time.GetElapsedTime(last) < Every)
        {
            return;
        }

        last = time.GetTimestamp();
        var line = LineOf(progress, time.GetElapsedTime(started));
        Console.Error.Write("\r" + line.PadRight(width));
        width = Math.Max(width, line.Length);
    }

    public void Dispose()
    {
        if (width > 0)
        {
            Console.Error.Write("\r" + new string(' ', width) + "\r");
        }
    }

    private string LineOf(ReadProgress progress, TimeSpan elapsed)
    {
        var share = progress.BytesTotal == 0 ? 0 : Math.Clamp(progress.BytesRead / (double)progress.BytesTotal, 0, 1);
        var full = (int)(share * BarWidth);
        var line = $"{texts["progress.reading"]} {new string('█', full)}{new string('░', BarWidth - full)} {share.ToString("P0", culture)}  "
            + $"{texts.Say("progress.messages", progress.Messages)}  "
            + $"{texts.Say("progress.speed", progress.BytesRead / 1e6 / Math.Max(elapsed.TotalSeconds, 0.001))}";
        return share is > 0.02 and < 1 ? $"{line}  {texts.Say("progress.left", elapsed / share * (1 - share))}" : line;
    }
}
