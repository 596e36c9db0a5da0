using Microsoft.Playwright;

namespace Tandem.Web.Tests.Access;

/// <summary>Passkeys in a real browser with an authenticator of its own.</summary>
public sealed class PasskeyTests(Browser browser)
{
    private const string Mara = "mara.ellison@aldermere.example";

    [Fact]
    public async Task A_person_adds_a_passkey_signs_in_with_it_and_removes_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        (await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems")).Dispose();
        await using var window = await browser.OpenAsync(site, new());
        var page = window.Page;
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(site.LocalUrl + "/signin");
        await page.FillAsync("#address", Mara);
        await page.FillAsync("#password", Guest.GoodPassword);
        await page.Locator("form[action='/signin'] button").ClickAsync();
        await page.GotoAsync(site.LocalUrl + "/settings/security");
        await page.FillAsync("#name", "Test computer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync("Passkey added.");
        await Assertions.Expect(page.GetByText("Test computer")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).First.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(site.LocalUrl + "/");
        await page.GotoAsync(site.LocalUrl + "/settings/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey Test computer" }).ClickAsync();
        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync("Passkey removed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey was not accepted").First).ToBeVisibleAsync();
    }
}
