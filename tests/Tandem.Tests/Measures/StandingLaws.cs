using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>What holds for every standing and its reasons.</summary>
public sealed class StandingLaws
{
    [Fact]
    public void Swapping_the_sides_changes_no_label() => Law.Holds((dice, _) =>
    {
        var (inputs, present) = (SomeInputs(dice), SomeLabel(dice));

        StandingRules.Candidate(Mirrored(inputs), present).ShouldBe(StandingRules.Candidate(inputs, present));
    });

    [Fact]
    public void The_reason_names_the_first_rule_that_holds() => Law.Holds((dice, _) =>
    {
        var (inputs, present) = (SomeInputs(dice), SomeLabel(dice));

        var reason = StandingRules.Explain(inputs, present);

        reason.Label.ShouldBe(StandingRules.Candidate(inputs, present));
        reason.Fired.Holds.ShouldBeTrue();
        reason.Above.ShouldAllBe(rule => !rule.Holds);
    }, cases: 20_000);

    [Fact]
    public void The_nearest_change_makes_the_label_it_says() => Law.Holds((dice, _) =>
    {
        var (inputs, present) = (SomeInputs(dice), SomeLabel(dice));

        if (StandingRules.Explain(inputs, present).Nearest is { } nearest)
        {
            nearest.Label.ShouldNotBe(StandingRules.Candidate(inputs, present));
            StandingRules.Candidate(inputs.With(nearest.Measure, nearest.To), present).ShouldBe(nearest.Label);
        }
    });

    [Fact]
    public void No_smaller_change_of_one_figure_makes_another_label() => Law.Holds((dice, _) =>
    {
        var (inputs, present) = (SomeInputs(dice), SomeLabel(dice));
        var label = StandingRules.Candidate(inputs, present);
        // Where there is no such change, none is near.
        var distance = StandingRules.Explain(inputs, present).Nearest?.Distance ?? 1;

        foreach (var measure in Enum.GetValues<StandingMeasure>().Where(measure => inputs[measure] is not null))
        {
            var step = dice.Unit() * 0.999 * distance * StandingRules.ScaleOf(measure);
            var to = Fitting(measure, inputs[measure]!.Value + (dice.Chance(0.5) ? step : -step),
                inputs[measure]!.Value);

            StandingRules.Candidate(inputs.With(measure, to), present).ShouldBe(label, measure.ToString());
        }
    }, cases: 2000);

    [Fact]
    public void A_severe_incident_strains_whatever_else_is_true() => Law.Holds((dice, _) =>
        StandingRules.Candidate(SomeInputs(dice) with { SevereOverdue = 1 }, SomeLabel(dice))
            == StandingLabel.Strained);

    [Fact]
    public void What_is_only_claimed_makes_no_trusted_partnership()
    {
        var partners = Partners();

        StandingRules.Candidate(partners, null).ShouldBe(StandingLabel.TrustedPartnership);
        StandingRules.Candidate(partners with { Acknowledged = new(6, 2.9) }, null).ShouldBe(StandingLabel.Static);
        StandingRules.Candidate(partners with { Acknowledged = new(6, 2.9) }, StandingLabel.TrustedPartnership)
            .ShouldBe(StandingLabel.TrustedPartnership);
    }

    [Theory]
    [InlineData(0.7, 0.3, StandingLabel.TrustedPartnership)]
    [InlineData(0.700001, 0.3, StandingLabel.Static)]
    [InlineData(0.3, 0.3, StandingLabel.TrustedPartnership)]
    public void The_band_of_the_charter_counts_with_both_ends(double share, double low, StandingLabel label) =>
        StandingRules.Candidate(Partners() with { ShareOfA = share, Band = (low, 1 - low) }, null).ShouldBe(label);

    [Fact]
    public void A_reason_says_which_rule_fired_how_far_the_others_were_and_what_would_change_it()
    {
        var inputs = Partners() with { Trust = new(0.74, 0.9) };

        var reason = StandingRules.Explain(inputs, null);

        reason.Label.ShouldBe(StandingLabel.Static);
        reason.Fired.Ways.ShouldHaveSingleItem().ShouldBeEmpty();
        var partnership = reason.Above.Single(rule => rule.Label == StandingLabel.TrustedPartnership).Ways[0];
        partnership.Where(condition => !condition.IsMet).ShouldHaveSingleItem().Shortfall.ShouldNotBeNull()
            .ShouldBe(0.01, 1e-9);
        reason.Nearest.ShouldNotBeNull().Label.ShouldBe(StandingLabel.TrustedPartnership);
        reason.Nearest.Measure.ShouldBe(StandingMeasure.Trust);
        reason.Nearest.To.ShouldBe(0.75);
    }

    [Fact]
    public void Before_the_first_checkpoint_the_standing_is_unknown() =>
        default(StandingSequence).Label.ShouldBe(StandingLabel.Unknown);

    private static StandingInputs Partners() => new()
    {
        Trust = new(0.8, 0.8),
        Information = new(6, 6),
        Value = new(0.8, 0.8),
        ShareInformation = 8,
        InBand = 0.6,
        Committed = 12,
        Transactions = 20,
    };

    /// <summary>Mostly near the thresholds, so that every rule has its turn.</summary>
    private static StandingInputs SomeInputs(Dice dice)
    {
        var information = new Sides<double>(dice.Unit() * 8, dice.Unit() * 8);
        return new()
        {
            Trust = new(Share(), Share()),
            Information = information,
            Acknowledged = dice.Chance(0.3) ? null : information.Select(all => all * dice.Unit()),
            Value = new(Maybe(Share()), Maybe(Share())),
            ShareOfA = Maybe(Share()),
            ShareInformation = dice.Unit() * 8,
            InBand = Maybe(dice.Unit()),
            Delta = Maybe((dice.Unit() - 0.5) / 2),
            Committed = dice.Below(12),
            Transactions = dice.Below(3),
            SevereOverdue = dice.Chance(0.1) ? 1 : 0,
            TrustChange = Maybe((dice.Unit() - 0.5) / 3),
            ValueChange = Maybe((dice.Unit() - 0.5) / 3),
        };

        double Share() => 0.3 + (dice.Unit() * 0.7);

        double? Maybe(double value) => dice.Chance(0.8) ? value : null;
    }

    private static StandingLabel? SomeLabel(Dice dice) =>
        dice.Chance(0.2) ? null : dice.Pick(Enum.GetValues<StandingLabel>());

    private static StandingInputs Mirrored(StandingInputs inputs) => inputs with
    {
        Trust = inputs.Trust.Swapped,
        Information = inputs.Information.Swapped,
        Acknowledged = inputs.Acknowledged?.Swapped,
        Value = inputs.Value.Swapped,
        ShareOfA = inputs.ShareOfA is { } share ? 1 - share : null,
        Delta = -inputs.Delta,
    };

    /// <summary>A count moves by whole numbers, and nothing that is not signed falls below 0.</summary>
    private static double Fitting(StandingMeasure measure, double to, double from) => measure switch
    {
        StandingMeasure.SevereIncidents or StandingMeasure.CommittedEntries or StandingMeasure.Transactions =>
            Math.Max(0, to > from ? Math.Floor(to) : Math.Ceiling(to)),
        StandingMeasure.TrustChange or StandingMeasure.ValueChange => to,
        _ => Math.Max(0, to),
    };
}
