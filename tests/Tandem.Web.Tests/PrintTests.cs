using Microsoft.Playwright;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Tests;

/// <summary>A page on paper: what was said, and nothing to press.</summary>
public sealed class PrintTests(Browser browser, SampleFixture sample) : IClassFixture<SampleFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("/measures")]
    [InlineData("/why/trust")]
    [InlineData("/timeline")]
    [InlineData("/charter")]
    [InlineData("/settlement")]
    [InlineData("/record")]
    public async Task A_page_in_the_dark_is_printed_in_ink_on_white_without_what_only_a_screen_needs(string page)
    {
        await using var window = await sample.Site.WindowAsync(browser, Side.A, new(IsDark: true));
        await window.GoToAsync(sample.Site.Place + page);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        (await window.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await window.Page.EvaluateAsync<double>(Lightness)).ShouldBeLessThan(0.5);
        foreach (var screen in (string[])[".nav", ".top", ".tabs", ".chips", ".btn", ".deeds", "#toasts"])
        {
            (await window.Page.Locator($"{screen} >> visible=true").CountAsync()).ShouldBe(0, screen);
        }

        (await window.Page.Locator("h1").IsVisibleAsync()).ShouldBeTrue();
        var paper = await window.Page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        System.Text.Encoding.ASCII.GetString(paper, 0, 5).ShouldBe("%PDF-");
    }

    private const string Lightness = """
        (() => { const canvas = document.createElement("canvas").getContext("2d"); canvas.fillStyle = getComputedStyle(document.querySelector("h1")).color;
          canvas.fillRect(0, 0, 1, 1); const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; return (r + g + b) / 765; })()
        """;
}
