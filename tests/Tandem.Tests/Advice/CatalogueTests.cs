using System.Text.Json;
using Shouldly;
using Tandem.Core.Advice;

namespace Tandem.Tests.Advice;

/// <summary>The actions in the code are those of catalogue/action_catalogue.json.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_action_of_the_catalogue_is_there_in_its_order_and_with_its_effort()
    {
        using var catalogue = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("catalogue", "action_catalogue.json")));

        ActionCatalogue.All.Select(action => (action.Action, action.EffortPoints)).ShouldBe(
            catalogue.RootElement.EnumerateArray().Select(action => (action.Word("action"), action.GetProperty("effort_points").GetInt32())));
        ActionCatalogue.All.Length.ShouldBe(19);
    }

    [Fact]
    public void Every_action_has_its_line_in_the_page()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "reference", "advice.md"));

        ActionCatalogue.All.Where(action => !page.Contains($"| {action.Action} |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_ledger_gives_no_advice()
    {
        var counsel = Advisor.Advise(new Tale().Seen());

        counsel.Recommendations.ShouldBeEmpty();
        counsel.Rebalance.ShouldBeNull();
        counsel.WayOut.ShouldBeNull();
    }
}
