using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tandem.Web.Tests.Access;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Joining;

/// <summary>Two people in two browsers on their phones, in two languages, who use no mouse: from nothing to a signed settlement.</summary>
public sealed partial class TwoCompaniesTests(Browser browser)
{
    private const string Mara = "mara.ellison@aldermere.example";
    private const string Camille = "camille.fournier@norrvik.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_an_invitation_to_a_signed_settlement_in_Swedish_and_French_by_the_keyboard_on_a_phone()
    {
        await using var site = await Site.OpenEmptyAsync();
        await using var swedish = await browser.OpenAsync(site, new(Width: Look.Phone, Locale: "sv-SE"));
        await using var french = await browser.OpenAsync(site, new(Width: Look.Phone, Locale: "fr-FR"));
        var (mara, camille) = (new Hands(swedish.Page), new Hands(french.Page));

        await RegisterAsync(site, mara, Mara, "Mara Ellison", "/register");
        await mara.TypeAsync("#name", "Aldermere Systems");
        await mara.SendAsync("form[action='/welcome'] button.primary");
        await ProveAsync(site, mara, "aldermere.example");
        await mara.GoAsync("/relationships/new");
        await mara.TypeAsync("#name", "Norrvik Foods");
        await mara.SendAsync("form[action='/relationships/new'] button.primary");
        var table = new Uri(mara.Page.Url).AbsolutePath;
        await mara.GoAsync(table + "/new/contribution");
        await mara.TypeAsync("[name='what']", "Två ingenjörer på plats");
        await mara.TypeAsync("[name='worth']", "22");
        await mara.SendAsync("main form[action*='/new/'] button.primary");
        await mara.GoAsync(table + "/invite");
        await mara.TypeAsync("#address", Camille);
        await mara.Page.Locator("#language").SelectOptionAsync("fr");
        await mara.SendAsync("main form[action$='/invite'] button.primary");

        var link = await LetterAsync(site, Camille, "/invitation");
        link.Language.ShouldBe("fr");
        await camille.GoAsync(link.Link!.PathAndQuery);
        (await camille.TextAsync()).ShouldNotContain("Aldermere");
        var back = await camille.Page.Locator("a[href^='/register']").GetAttributeAsync("href");
        await RegisterAsync(site, camille, Camille, "Camille Fournier", back!);
        (await camille.TextAsync()).ShouldContain("Två ingenjörer på plats");
        await camille.TypeAsync("#name", "Norrvik Foods");
        await camille.SendAsync("form[action$='/join'] button.primary");
        new Uri(camille.Page.Url).AbsolutePath.ShouldBe(table);

        await camille.GoAsync(table + "/charter/new");
        await camille.TypeAsync("#purpose", "Un approvisionnement stable");
        await camille.SendAsync("main form[action$='/charter/new'] button.primary");
        (await camille.TextAsync()).ShouldContain("domaine"); // nobody signs for an organization that has not shown a domain
        await ProveAsync(site, camille, "norrvik.example");
        await camille.GoAsync(table + "/charter/new");
        await camille.TypeAsync("#purpose", "Un approvisionnement stable");
        await camille.SendAsync("main form[action$='/charter/new'] button.primary");
        await SignAsync(mara, table + "/charter");

        await mara.GoAsync(table + "/settlement");
        await mara.TypeAsync("#amount", "250");
        await mara.TypeAsync("#why", "För de två dagarna på plats");
        await mara.SendAsync("form[action$='/settlement/new'] button.primary");
        await SignAsync(camille, table + "/settlement");

        await mara.GoAsync(table + "/timeline");
        await camille.GoAsync(table + "/timeline");
        (await camille.TextAsync()).ShouldContain("Två ingenjörer på plats");
        swedish.Complaints.ShouldBeEmpty();
        french.Complaints.Where(complaint => !complaint.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
        var kinds = new List<string>();
        var relationship = new Core.Vocabulary.RelationshipId(Guid.Parse(table[3..]));
        var us = (await site.Store.Portfolios.OrganizationsAsync(relationship, Ct))[0];
        await foreach (var entry in site.Store.Ledgers.ReadAsync(new(us), relationship, 1, Ct))
        {
            kinds.Add(entry.Statement.Fact.Kind);
        }

        kinds.ShouldBe(["contribution", "charter", "confirmation", "settlement", "confirmation"]);
    }

    private static async Task RegisterAsync(Site site, Hands hands, string address, string name, string place)
    {
        await hands.GoAsync(place);
        await hands.TypeAsync("#address", address);
        await hands.PressAsync("form[action='/register'] button.primary");
        var letter = await LetterAsync(site, address, "/confirm");
        await hands.GoAsync(letter.Link!.PathAndQuery);
        await hands.TypeAsync("#name", name);
        await hands.TypeAsync("[name='password']", Guest.GoodPassword);
        await hands.SendAsync("form[action='/confirm'] button.primary");
    }

    /// <summary>A letter to the domain's own postmaster, and its code typed back.</summary>
    private static async Task ProveAsync(Site site, Hands hands, string domain)
    {
        await hands.GoAsync("/settings/organization");
        await hands.TypeAsync("#domain", domain);
        await hands.SendAsync("form[action='/settings/organization/domains'] button");
        await hands.SendAsync("form[action$='/domains/letter'] button");
        var letter = await LetterAsync(site, "postmaster@" + domain, "");
        await hands.TypeAsync("[name='code']", Code().Match(string.Join(' ', letter.Text)).Value);
        await hands.SendAsync("form[action$='/domains/code'] button");
    }

    private static async Task SignAsync(Hands hands, string place)
    {
        await hands.GoAsync(place);
        await hands.PressAsync("button[command='show-modal'].primary");
        await hands.SendAsync("dialog[open] button.primary");
    }

    private static async Task<Letter> LetterAsync(Site site, string to, string place)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (site.Post.Letters.LastOrDefault(letter => letter.To == to
                && (place.Length == 0 || letter.Link?.AbsolutePath.StartsWith(place, StringComparison.Ordinal) == true)) is { } found)
            {
                return found;
            }

            await Task.Delay(25, Ct);
        }

        throw new TimeoutException($"No letter to {to}.");
    }

    [GeneratedRegex("[0-9]{6,8}")]
    private static partial Regex Code();

    /// <summary>Somebody at a keyboard.</summary>
    private sealed class Hands(IPage page)
    {
        public IPage Page => page;

        public async Task GoAsync(string place) => await page.GotoAsync(place);

        public async Task TypeAsync(string field, string text)
        {
            await page.Locator(field).First.FocusAsync();
            await page.Keyboard.PressAsync("ControlOrMeta+A");
            await page.Keyboard.TypeAsync(text);
        }

        public async Task PressAsync(string button)
        {
            await page.Locator(button).First.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        }

        /// <summary>Presses, and waits for the page that answers.</summary>
        public async Task SendAsync(string button)
        {
            await page.EvaluateAsync("window.isOld = true");
            await PressAsync(button);
            await page.WaitForFunctionAsync("() => !window.isOld && document.readyState === 'complete'");
        }

        public Task<string> TextAsync() => page.Locator("main").InnerTextAsync();
    }
}
