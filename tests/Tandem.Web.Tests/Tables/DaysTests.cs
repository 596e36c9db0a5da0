using System.Globalization;
using Microsoft.Extensions.Primitives;
using Tandem.Core.Vocabulary;
using Tandem.Web.Tables;
using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Tables;

/// <summary>A day that somebody typed is that day on every page and for both companies, wherever they are.</summary>
public sealed class DaysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, Side> ZonesAndSides => new(
        ["America/Los_Angeles", "Australia/Sydney", "Pacific/Auckland", "Europe/Stockholm", "UTC"], [Side.A, Side.B]);

    [Theory]
    [MemberData(nameof(ZonesAndSides))]
    public async Task A_day_that_was_typed_is_the_day_that_is_shown(string zone, Side by)
    {
        await using var site = await SampleSite.OpenAsync([]);
        var clock = WorkingHours.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        await site.SeatOf(by).SetOrganizationAsync(site.Relationship.Sides[by].Name, clock, Ct);
        var promise = await EnterAsync(
            site, by, clock, "commitment", ("by", by.ToString()), ("due", "2026-09-28"), ("importance", "normal"), ("worth", "40"),
            ("what", "A deputy"));
        var benefit = await EnterAsync(
            site, by, clock, "benefit", ("receiver", by.ToString()), ("expected", "40"), ("start", "2026-09-21"), ("due", "2026-09-28"), ("what", "Less waste"));

        foreach (var reader in (Side[])[by, by.Other])
        {
            foreach (var page in (string[])["", $"/entries/{promise.Id}", $"/entries/{benefit.Id}", "/timeline", "/commitments", "/measures", "/report"])
            {
                var shown = await site.PageAsync(reader, site.Place + page);
                shown.ShouldContain("28 Sep 2026", customMessage: page);
                shown.ShouldNotContain("27 Sep 2026", customMessage: page);
                shown.ShouldNotContain("29 Sep 2026", customMessage: page);
            }
        }

        using var keeper = new PortfolioKeeper(site.Rooms, (_, broken) => throw broken);
        await keeper.CatchUpAsync(Ct);
        var line = (await site.Store.Portfolios.PageAsync(site.SeatOf(by).Viewer, new(), Ct)).Lines.Single(one => one.Id == site.Relationship.Id);
        line.OurDue.ShouldBe(new DateOnly(2026, 9, 28));
    }

    [Theory]
    [InlineData("America/Los_Angeles", "2026-08-29T00:00:00Z", "2026-08-28")]
    [InlineData("America/Los_Angeles", "2026-12-31T00:00:00Z", "2026-12-31")] // a bare day: work ends at 01:00 there in winter
    [InlineData("Australia/Sydney", "2026-08-27T23:00:00Z", "2026-08-28")]
    [InlineData("Australia/Sydney", "2026-08-31T00:00:00Z", "2026-08-31")]
    [InlineData("Europe/Stockholm", "2026-08-28T22:30:00Z", "2026-08-29")]
    public void The_day_of_an_instant_is_told_by_the_clock_of_who_entered_it(string zone, string instant, string day)
    {
        var clock = WorkingHours.Default with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };

        clock.DayOf(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);
    }

    private static async Task<Entered.Sealed> EnterAsync(
        SampleSite site, Side side, WorkingHours clock, string kind, params (string Name, string Value)[] fields)
    {
        var form = EntryForm.Of(kind)!;
        var input = FormInput.Of(fields.Select(field => KeyValuePair.Create(field.Name, new StringValues(field.Value))));
        return await site.EnterAsync(side, NewEntry.Of(kind, input.Body(form, clock), ("what", input["what"])));
    }
}
