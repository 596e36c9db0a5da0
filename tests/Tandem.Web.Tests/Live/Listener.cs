using System.Text;

namespace Tandem.Web.Tests.Live;

/// <summary>A browser that follows a stream of news, and remembers every byte of it.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly CancellationTokenSource until = new();
    private readonly HttpResponseMessage answer;
    private readonly StringBuilder heard = new();
    private readonly Task reading;

    private Listener(HttpResponseMessage answer)
    {
        this.answer = answer;
        reading = ReadAsync();
    }

    public HttpResponseMessage Answer => answer;

    public string Heard
    {
        get
        {
            lock (heard)
            {
                return heard.ToString();
            }
        }
    }

    public static async Task<Listener> FollowAsync(HttpClient browser, string relationship) => new(await browser.GetAsync(
        $"/live?r={relationship.Split('/')[^1]}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));

    /// <summary>Waits until something has been heard.</summary>
    public Task HearAsync(string words) => UntilAsync(() => Heard.Contains(words, StringComparison.Ordinal), $"{words} was not heard, but {Heard}");

    /// <summary>Waits until the server ends the stream.</summary>
    public Task EndAsync() => UntilAsync(() => reading.IsCompleted, $"The stream goes on: {Heard}");

    public async ValueTask DisposeAsync()
    {
        await until.CancelAsync();
        await reading;
        answer.Dispose();
        until.Dispose();
    }

    private static async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (isSo())
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(otherwise);
    }

    private async Task ReadAsync()
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(until.Token);
            var bytes = new byte[4096];
            while (await stream.ReadAsync(bytes, until.Token) is > 0 and var count)
            {
                lock (heard)
                {
                    heard.Append(Encoding.UTF8.GetString(bytes, 0, count));
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // the listener went, or the server did
        }
    }
}
