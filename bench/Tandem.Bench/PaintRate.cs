using System.Globalization;
using Microsoft.Playwright;

namespace Tandem.Bench;

/// <summary>
/// From a key or a click to what it changes on the screen, as the browser itself measures it (Event Timing), with its processor made four
/// times slower.
/// </summary>
internal static class PaintRate
{
    private const int Slower = 4;
    private const int Rounds = 12;

    private static readonly string[] Chromium = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private const string Watch = """
        window.painted = [];
        new PerformanceObserver(list => { for (const entry of list.getEntries()) if (entry.interactionId) window.painted.push(entry.duration); })
          .observe({ type: "event", durationThreshold: 16, buffered: true });
        """;

    public static async Task RunAsync(string url, string address, string password, string place)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.First(File.Exists),
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        var page = await browser.NewPageAsync(new() { BaseURL = url, ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync("/signin");
        await page.FillAsync("#address", address);
        await page.FillAsync("#password", password);
        await page.Locator("form[action='/signin'] button").ClickAsync();
        await page.WaitForURLAsync(url + "/");
        var slow = await page.Context.NewCDPSessionAsync(page);
        await slow.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = Slower });

        Console.WriteLine("| interaction, processor 4 times slower | median ms | worst ms | of |");
        Console.WriteLine("| --- | --- | --- | --- |");
        await MeasureAsync(page, "/", "typing into the search of the portfolio", () => page.Locator("#q").PressSequentiallyAsync("sk"));
        await MeasureAsync(page, "/", "opening the palette", () => page.Keyboard.PressAsync("Control+k"));
        await MeasureAsync(page, place, "opening the palette of a relationship", () => page.Keyboard.PressAsync("Control+k"));
        await MeasureAsync(page, place + "/timeline", "moving through the timeline by key", async () =>
        {
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync("j");
        });
        await MeasureAsync(page, place + "/new/contribution", "typing into a form", () => page.Locator("#f-what").PressSequentiallyAsync("Two engineers"));
    }

    private static async Task MeasureAsync(IPage page, string place, string what, Func<Task> act)
    {
        var all = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await page.GotoAsync(place);
            await page.WaitForTimeoutAsync(300);
            await page.EvaluateAsync("window.painted = []");
            await act();
            await page.WaitForTimeoutAsync(400);
            all.AddRange(await page.EvaluateAsync<double[]>("window.painted"));
        }

        all.Sort();
        Console.WriteLine(all.Count == 0
            ? $"| {what} | below 16 | below 16 | {Rounds} |"
            : string.Create(CultureInfo.InvariantCulture, $"| {what} | {all[all.Count / 2]:F0} | {all[^1]:F0} | {all.Count} |"));
    }
}
