using System.Globalization;
using System.Text.RegularExpressions;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Depth;

namespace Tandem.Web.Tests.Depth;

/// <summary>The pages show what the readings say, mirrored for the other side, and nothing that is private to one.</summary>
public sealed partial class FigurePagesTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private SampleSite Site => sample.Site;

    public static TheoryData<MeasureCode> Measures => [.. Enum.GetValues<MeasureCode>()];

    [Theory]
    [MemberData(nameof(Measures))]
    public async Task A_figure_on_its_page_is_the_one_of_the_reading(MeasureCode measure)
    {
        var shared = await Site.SeatOf(Side.A).ReadSharedAsync(Site.Relationship, read => read.Reading, TestContext.Current.CancellationToken);
        var reading = Readings.Of(shared!, measure, Side.A);

        var shown = Hero().Match(await Site.PageAsync(Side.A, $"{Site.Place}/why/{FigureWords.Slug(measure)}"));

        shown.Success.ShouldBe(reading.IsEnough);
        if (reading is { IsEnough: true, Value: { } value })
        {
            var expected = measure is MeasureCode.Balance or MeasureCode.WaitingShare or MeasureCode.Perception ? value * 100 : value;
            var decimals = measure is MeasureCode.Balance or MeasureCode.WaitingShare or MeasureCode.Perception ? 0
                : measure == MeasureCode.Responsiveness ? 1 : 2;
            Number(shown.Groups[1].Value).ShouldBe(expected, 0.5 * Math.Pow(10, -decimals) + 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public async Task The_other_company_sees_the_same_figure_mirrored(MeasureCode measure)
    {
        var place = $"{Site.Place}/why/{FigureWords.Slug(measure)}{(Readings.IsDirected(measure) ? "/a" : "")}";

        var (ours, theirs) = (Hero().Match(await Site.PageAsync(Side.A, place)), Hero().Match(await Site.PageAsync(Side.B, place)));

        ours.Success.ShouldBe(theirs.Success);
        if (ours.Success)
        {
            var (one, other) = (Number(ours.Groups[1].Value), Number(theirs.Groups[1].Value));
            other.ShouldBe(measure switch
            {
                MeasureCode.Balance or MeasureCode.WaitingShare => 100 - one,
                MeasureCode.Equity => -one,
                _ => one,
            }, 1e-9);
        }
    }

    [Fact]
    public async Task Mirroring_a_reading_twice_changes_nothing()
    {
        var shared = await Site.SeatOf(Side.A).ReadSharedAsync(Site.Relationship, read => read.Reading, TestContext.Current.CancellationToken);
        foreach (var measure in Enum.GetValues<MeasureCode>())
        {
            var reading = Readings.Of(shared!, measure, Side.A);
            var twice = FromOurSide.Of(FromOurSide.Of(reading, Side.B), Side.B);

            (twice.Value ?? 0).ShouldBe(reading.Value ?? 0, 1e-12);
            twice.Because.Select(reason => (reason.What, reason.Contribution)).ShouldBe(reading.Because.Select(reason => (reason.What,
                reason.Contribution)));
            twice.OneMore.Select(more => more.Code).ShouldBe(reading.OneMore.Select(more => more.Code));
            twice.Sums.ShouldBe(reading.Sums);
        }
    }

    [Fact]
    public async Task What_is_advised_to_one_company_is_on_no_page_of_the_other()
    {
        var advice = (await Site.SeatOf(Side.A).MeasuresAsync(Site.Relationship.Id, TestContext.Current.CancellationToken))!.Advice!;
        advice.Lines.ShouldNotBeEmpty();
        (await Site.PageAsync(Side.A, $"{Site.Place}/measures")).ShouldContain(advice.Lines[0].Draft.Id.Value!);

        foreach (var place in (string[])["measures", "why/trust", "why/standing", "decisions", "charter", "settlement", "pulse", "report"])
        {
            var page = await Site.PageAsync(Side.B, $"{Site.Place}/{place}");
            advice.Lines.Where(line => page.Contains($"\"{line.Draft.Id}\"", StringComparison.Ordinal)).ShouldBeEmpty(place);
        }
    }

    [Fact]
    public async Task Trying_an_entry_shows_what_it_would_move_and_writes_nothing()
    {
        var before = (await Site.SeatOf(Side.A).HeadAsync(Site.Relationship.Id, TestContext.Current.CancellationToken))!.Entries;

        var page = await Site.PageAsync(Side.A, $"{Site.Place}/why/balance?try=give&by=A&amount=200000");

        page.ShouldContain("once confirmed");
        page.ShouldContain($"{Site.Place}/new/contribution?giver=A&worth=200000&worth.unit=SEK");
        (await Site.SeatOf(Side.A).HeadAsync(Site.Relationship.Id, TestContext.Current.CancellationToken))!.Entries.ShouldBe(before);
    }

    [Fact]
    public async Task What_was_tried_is_carried_to_its_form_with_its_amount()
    {
        var page = await Site.PageAsync(Side.A, $"{Site.Place}/why/balance?try=give&by=B&amount=12 500,50");
        var link = Carried().Match(page).Value;

        var form = await Site.PageAsync(Side.A, link);

        form.ShouldContain("name=\"worth\" inputmode=\"decimal\" autocomplete=\"off\" value=\"12 500,50\"");
        form.ShouldMatch("<option value=\"SEK\" selected");
        form.ShouldMatch("name=\"giver\" value=\"B\" checked");
    }

    [Fact]
    public async Task An_amount_that_can_be_read_in_two_ways_is_not_tried()
    {
        var page = await Site.PageAsync(Side.A, $"{Site.Place}/why/balance?try=give&by=A&amount=200,000");

        page.ShouldContain("“200,000” can be read in two ways.");
        page.ShouldNotContain("once confirmed");
    }

    private static double Number(string shown) => double.Parse(
        new string([.. shown.Replace('\u2212', '-').Where(c => char.IsDigit(c) || c is '.' or '-')]), CultureInfo.InvariantCulture);

    [GeneratedRegex("/r/[^\"]+/new/contribution[^\"]+")]
    private static partial Regex Carried();

    [GeneratedRegex("hero-fig\">([^<]+)<")]
    private static partial Regex Hero();
}
