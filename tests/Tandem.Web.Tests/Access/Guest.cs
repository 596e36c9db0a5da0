using System.Net;
using System.Text.RegularExpressions;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Access;

/// <summary>Somebody with a browser of their own that follows nothing by itself.</summary>
internal sealed partial class Guest(Site site, string? language = null) : IDisposable
{
    public const string GoodPassword = "three owls over the harbour";

    public HttpClient Browser { get; } = site.Client(language);

    public static async Task<Guest> RegisteredAsync(Site site, string address, string name, string? language = null)
    {
        var guest = new Guest(site, language);
        await guest.PostAsync("/register", ("address", address));
        var link = await guest.LetterAsync(address, "/confirm");
        using var page = await guest.Browser.GetAsync(link, Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);
        using var answer = await guest.PostAsync(
            "/confirm", link.PathAndQuery, ("account", query["account"]!), ("token", query["token"]!), ("name", name), ("password", GoodPassword),
            ("back", query["back"] ?? "/"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
        return guest;
    }

    /// <summary>Registered, and owner of an organization of their own.</summary>
    public static async Task<Guest> OwnerAsync(Site site, string address, string name, string organization, string? language = null)
    {
        var guest = await RegisteredAsync(site, address, name, language);
        using var answer = await guest.PostAsync("/welcome", ("name", organization));
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        return guest;
    }

    public async Task<HttpResponseMessage> SignInAsync(string address, string password = GoodPassword, string back = "/") =>
        await PostAsync("/signin", ("address", address), ("password", password), ("back", back));

    /// <summary>Opens the page at the same place, and sends its form.</summary>
    public Task<HttpResponseMessage> PostAsync(string place, params (string Name, string Value)[] fields) => PostAsync(place, place, fields);

    public async Task<HttpResponseMessage> PostAsync(string place, string from, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(from);
        return await Browser.PostAsync(
            place,
            new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]), Ct);
    }

    public async Task<string> TokenAsync(string from)
    {
        var page = await Browser.GetStringAsync(from, Ct);
        return FormToken().Match(page) is { Success: true } found ? found.Groups[1].Value
            : throw new InvalidOperationException($"No form at {from}:\n{page}");
    }

    public async Task<string> ReadAsync(string place) => WebUtility.HtmlDecode(await Browser.GetStringAsync(place, Ct));

    /// <summary>The link in the newest letter to an address: letters are written after the answer.</summary>
    public async Task<Uri> LetterAsync(string address) => (await NewestAsync(address)).Link!;

    /// <summary>The link to a place, in the newest letter that has one.</summary>
    public async Task<Uri> LetterAsync(string address, string place)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (site.Post.Letters.LastOrDefault(letter => letter.To == address
                && letter.Link?.AbsolutePath.StartsWith(place, StringComparison.Ordinal) == true) is { } found)
            {
                return found.Link!;
            }

            await Task.Delay(25, Ct);
        }

        throw new TimeoutException($"No letter to {address} that leads to {place}.");
    }

    public async Task<Letter> NewestAsync(string address, int number = 1)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (site.Post.Letters.Where(letter => letter.To == address).ToList() is { } found && found.Count >= number)
            {
                return found[^1];
            }

            await Task.Delay(25, Ct);
        }

        throw new TimeoutException($"No letter to {address}.");
    }

    public void Dispose() => Browser.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
