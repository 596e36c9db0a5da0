using System.Net;

namespace Tandem.Web.Tests;

public sealed class PagesTests
{
    [Fact]
    public async Task Every_page_answers()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        foreach (var (name, page) in Places.Named(site.Evidence).Where(place => place.Name != Places.NotFound))
        {
            using var answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, name);
        }
    }
}
