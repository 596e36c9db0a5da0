using Tandem.Workspace.Text;

namespace Tandem.Cli;

/// <summary>One line on standard error that counts what was done; nothing where nobody looks.</summary>
internal sealed class EntryProgress(TimeProvider time, Texts texts, string key = "progress.entries") : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly bool isSeen = !Console.IsErrorRedirected;
    private long last = time.GetTimestamp();
    private int width;

    /// <param name="entries">So far.</param>
    /// <param name="share">Of all that is to be done, if that is known.</param>
    public void Tell(long entries, double? share = null)
    {
        if (!isSeen || time.GetElapsedTime(last) < Every)
        {
            return;
        }

        last = time.GetTimestamp();
        var full = (int)(Math.Clamp(share ?? 0, 0, 1) * BarWidth);
        var bar = share is null ? "" : $"{new string('█', full)}{new string('░', BarWidth - full)} ";
        var line = bar + texts.Say(key, entries);
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
}
