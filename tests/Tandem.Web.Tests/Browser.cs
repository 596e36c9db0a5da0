using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Tandem.Web.Tests.Browser))]

namespace Tandem.Web.Tests;

/// <summary>One Chromium for all tests; each errand opens a window of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The one without a window of its own is lighter; both draw and read pages alike.</summary>
    private static readonly string Chromium =
        new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? "chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--font-render-hinting=none", // letters as far apart as in a window
            ],
        });
    }

    internal Task<Window> OpenAsync(Site site, Look look) => OpenAsync(site.Url, look);

    internal async Task<Window> OpenAsync(string url, Look look)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = url,
            ViewportSize = new() { Width = look.Width, Height = 900 },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = look.Locale,
            JavaScriptEnabled = look.HasScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
    }
}

/// <summary>Through which glasses a page is looked at.</summary>
internal sealed record Look(int Width = 1440, bool IsDark = false, string Locale = "en", bool HasScript = true)
{
    public const int Wide = 1440;
    public const int Phone = 390;

    public static IEnumerable<(int Width, bool IsDark)> Glasses =>
        from width in (int[])[Wide, Phone]
        from isDark in (bool[])[false, true]
        select (width, isDark);

    public override string ToString() => $"{Locale[..2]}-{Width}-{(IsDark ? "dark" : "light")}";
}

/// <summary>A window with one page, and everything the page complained about.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, error) => Note(error);
        page.RequestFailed += (_, request) => Note(IsEndOfStream(request) ? null : $"{request.Url} {request.Failure}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public async Task<IResponse> GoToAsync(string place) => (await Page.GotoAsync(place, new() { WaitUntil = WaitUntilState.Load }))!;

    /// <summary>Looks at the same page in another width and theme.</summary>
    public async Task PutOnAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, 900);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light });
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>A stream of news ends with its page.</summary>
    private static bool IsEndOfStream(IRequest request) => new Uri(request.Url).AbsolutePath == "/live" && request.Failure == "net::ERR_ABORTED";

    private void Note(string? complaint)
    {
        if (complaint is not null)
        {
            complaints.Add(complaint);
        }
    }
}
