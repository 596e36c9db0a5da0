using System.Net;
using Tandem.Web.Tests.Access;

namespace Tandem.Web.Tests.Ease;

/// <summary>Whoever has nothing yet can look at a sample, and be rid of it.</summary>
public sealed class SampleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_opens_once_is_marked_and_goes_away_in_one_click()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var lena = await Guest.OwnerAsync(site, "lena@orrin.example", "Lena Aster", "Orrin");

        using var opened = await mara.PostAsync("/sample", "/", ("confirmed", "yes"));
        var place = opened.Headers.Location!.OriginalString;
        place.ShouldStartWith("/r/");
        using var again = await mara.PostAsync("/sample", place, ("confirmed", "yes"));
        again.Headers.Location!.OriginalString.ShouldBe(place);
        (await mara.ReadAsync(place)).ShouldContain("Remove the sample");
        using var theirs = await lena.Browser.GetAsync(place, Ct);
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var notTheirs = await lena.PostAsync(place + "/sample/remove", "/", ("confirmed", "yes"));
        notTheirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var removed = await mara.PostAsync(place + "/sample/remove", place, ("confirmed", "yes"));

        removed.Headers.Location!.OriginalString.ShouldBe("/");
        using var gone = await mara.Browser.GetAsync(place, Ct);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mara.ReadAsync("/")).ShouldContain("No relationship yet");
    }

    [Fact]
    public async Task A_relationship_that_is_no_sample_is_never_removed()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var opened = await mara.PostAsync("/relationships/new", ("name", "Norrvik Foods"), ("domains", "norrvik.example"));
        var place = opened.Headers.Location!.OriginalString;

        using var answer = await mara.PostAsync(place + "/sample/remove", place, ("confirmed", "yes"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mara.Browser.GetAsync(place, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
