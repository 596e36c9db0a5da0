using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Web.Tests.Access;
using Tandem.Workspace;
using Tandem.Workspace.Imports;

namespace Tandem.Web.Tests.Ease;

/// <summary>Mail is brought in by the page alone: read, counted, told what could not be read, taken back, seen by nobody else.</summary>
public sealed class UploadTests(Browser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_is_imported_counted_and_its_file_is_gone_afterwards()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");

        using var answer = await UploadAsync(mara, Mbox(6));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
        var page = await EndedAsync(mara);
        page.ShouldContain("6 messages read");
        page.ShouldContain("no date can be read from \"someday\"");
        page.ShouldMatch(@"year\.mbox:\d+");
        page.ShouldNotContain("tandem-uploads");
        var folder = site.Services.GetRequiredService<Rooms>().UploadFolder;
        Directory.EnumerateFiles(folder, "year.mbox", SearchOption.AllDirectories).ShouldBeEmpty();

        var undo = System.Text.RegularExpressions.Regex.Match(page, "/imports/[0-9a-f]+/1/undo").Value;
        using var undone = await mara.PostAsync(undo, "/imports", ("confirmed", "yes"));
        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Another_organization_sees_no_import_and_cancels_none()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var lena = await Guest.OwnerAsync(site, "lena@orrin.example", "Lena Aster", "Orrin");
        using var answer = await UploadAsync(mara, Mbox(3));
        _ = await EndedAsync(mara);

        var theirs = await lena.ReadAsync("/imports");

        theirs.ShouldNotContain("year.mbox");
        theirs.ShouldNotContain("Norrvik");
    }

    [Fact]
    public async Task An_upload_that_is_not_our_form_writes_nothing()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Norrvik Foods"), "name" },
            { new ByteArrayContent(Mbox(1)), "files", "year.mbox" },
        };

        using var answer = await mara.Browser.PostAsync("/imports", form, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await mara.ReadAsync("/imports")).ShouldNotContain("year.mbox");
    }

    [Fact]
    public async Task Words_that_are_missing_are_asked_for_and_files_of_strange_names_stay_inside()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var lacking = await UploadAsync(mara, Mbox(1), theirs: "");
        lacking.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await lacking.Content.ReadAsStringAsync(Ct)).ShouldContain("Name at least one domain, as in example.org.");

        using var answer = await UploadAsync(mara, Mbox(2), file: "../../../outside.mbox");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await EndedAsync(mara)).ShouldContain("outside.mbox");
        File.Exists(Path.Combine(Path.GetTempPath(), "outside.mbox")).ShouldBeFalse();
    }

    [Fact]
    public async Task Files_left_by_a_program_that_was_killed_are_imported_when_they_are_brought_again()
    {
        var uploads = Directory.CreateTempSubdirectory("tandem-killed-");
        try
        {
            using var first = await PlaceAsync(uploads.FullName);
            first.TrySettle().ShouldBeTrue();
            using (var meanwhile = await PlaceAsync(uploads.FullName))
            {
                meanwhile.TrySettle().ShouldBeFalse();
            }

            first.Dispose();
            Leave(first.Folder);
            using var again = await PlaceAsync(uploads.FullName);

            again.TrySettle().ShouldBeTrue();

            again.Folder.ShouldBe(first.Folder);
            Directory.GetFiles(again.Folder).Select(Path.GetFileName).ShouldBe(["year.mbox"]);
        }
        finally
        {
            uploads.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_killed_program_left_is_removed_and_what_is_in_use_stays()
    {
        var uploads = Directory.CreateTempSubdirectory("tandem-killed-");
        try
        {
            using var used = await PlaceAsync(uploads.FullName);
            var left = Path.Combine(Path.GetDirectoryName(used.Folder)!, "new-left");
            Leave(left);

            UploadPlace.Sweep(uploads.FullName);

            Directory.Exists(left).ShouldBeFalse();
            File.Exists(left + ".lock").ShouldBeFalse();
            File.Exists(Path.Combine(used.Folder, "year.mbox")).ShouldBeTrue();
            used.TrySettle().ShouldBeTrue();
        }
        finally
        {
            uploads.Delete(recursive: true);
        }
    }

    private static async Task<UploadPlace> PlaceAsync(string uploads)
    {
        var place = UploadPlace.Begin(uploads, new(Guid.Parse("0190f3a0-0000-7000-8000-000000000001")));
        await place.AddAsync("year.mbox", new MemoryStream(Mbox(2)), Ct);
        return place;
    }

    /// <summary>As it lies there when a program was killed: the files, and a lock that nobody holds.</summary>
    private static void Leave(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "half.mbox"), "From ");
        File.WriteAllText(folder + ".lock", "");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("sv-SE")]
    [InlineData("fr-CH")]
    public async Task The_console_is_accessible_and_fits(string locale)
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new(Locale: locale));
        await window.GoToAsync("/imports");
        await window.InspectAsync("console", locale);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Guest guest, byte[] mail, string theirs = "norrvik.example", string file = "year.mbox")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await guest.TokenAsync("/imports")), "__RequestVerificationToken" },
            { new StringContent(""), "relationship" },
            { new StringContent("Norrvik Foods"), "name" },
            { new StringContent(theirs), "domains" },
            { new StringContent("aldermere.example"), "ours" },
            { new ByteArrayContent(mail), "files", file },
        };
        return await guest.Browser.PostAsync("/imports", form, Ct);
    }

    private static async Task<string> EndedAsync(Guest guest)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await guest.ReadAsync("/imports") is var page && page.Contains("messages read", StringComparison.Ordinal)
                && !page.Contains("every 2s", StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(50, Ct);
        }

        throw new TimeoutException("The import did not end.");
    }

    /// <summary>Questions and answers between the two; the last one has no day.</summary>
    private static byte[] Mbox(int messages)
    {
        var mail = new StringBuilder();
        for (var number = 0; number < messages; number++)
        {
            var (from, to) = number % 2 == 0
                ? ("mara@aldermere.example", "jonas@norrvik.example")
                : ("jonas@norrvik.example", "mara@aldermere.example");
            var date = number == messages - 1 ? "someday" : $"{number + 2:00} Mar 2026 10:00:00 +0000";
            mail.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"From {from} Mon Mar  2 10:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {date}\nMessage-ID: <m{number}@made.example>\n")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"Subject: Delivery {number}\n\nCan you send the plan?\n\n");
        }

        return Encoding.UTF8.GetBytes(mail.ToString());
    }
}
