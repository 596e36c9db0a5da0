using System.Collections.Immutable;
using static Tandem.Core.Measures.StandingComparison;

namespace Tandem.Core.Measures;

/// <summary>
/// The rules of the standing, the first that holds names the candidate. A label is easier to keep than to get: its
/// second threshold applies to the present label only. measures.md 8; entries-rules.md C4 to C6.
/// </summary>
public static class StandingRules
{
    public static (double Enter, double Stay) ExchangeCommitted => (3, 5);

    public const double ExchangeTransactions = 1;

    /// <summary>Two normal commitments each way.</summary>
    public const double UnknownInformation = 1;

    public static (double Enter, double Stay) StrainedTrust => (0.45, 0.55);

    public static (double Enter, double Stay) DeterioratingTrust => (-0.10, -0.03);

    public static (double Enter, double Stay) DeterioratingValue => (-0.15, -0.08);

    public const double OneSidedInformation = 3;

    public static (double Enter, double Stay) OneSidedInBand => (0.20, 0.35);

    public static (double Enter, double Stay) OneSidedInequity => (0.15, 0.10);

    public static (double Enter, double Stay) PartnershipTrust => (0.75, 0.65);

    public static (double Enter, double Stay) PartnershipValue => (0.70, 0.65);

    public static (double Enter, double Stay) PartnershipInformation => (3, 2.5);

    public const double PartnershipInequity = 0.10;

    public static (double Enter, double Stay) BuildingTrust => (0.08, 0.02);

    public static (double Enter, double Stay) BuildingValue => (0.10, 0.05);

    public static (double Enter, double Stay) ShallowHalf => (0.60, 0.50);

    /// <param name="present">The label that stands now; <c>null</c> before the first day.</param>
    public static StandingLabel Candidate(StandingInputs inputs, StandingLabel? present)
    {
        // The same rules as below without their conditions, because every relationship is asked every Monday; a law holds the two together.
        var (trust, value) = (inputs[StandingMeasure.Trust]!.Value, inputs[StandingMeasure.Value]);
        var half = Line(StandingLabel.Shallow, ShallowHalf);
        return inputs.SevereOverdue > 0 ? StandingLabel.Strained
            : inputs.Committed < Line(StandingLabel.ExchangeOnly, ExchangeCommitted) && inputs.Transactions >= ExchangeTransactions
                ? StandingLabel.ExchangeOnly
            : inputs[StandingMeasure.Information] < UnknownInformation ? StandingLabel.Unknown
            : trust < Line(StandingLabel.Strained, StrainedTrust) ? StandingLabel.Strained
            : inputs.TrustChange <= Line(StandingLabel.Deteriorating, DeterioratingTrust)
                || inputs.ValueChange <= Line(StandingLabel.Deteriorating, DeterioratingValue) ? StandingLabel.Deteriorating
            : IsOneSided() ? StandingLabel.OneSided
            : IsPartnership() ? StandingLabel.TrustedPartnership
            : inputs.TrustChange >= Line(StandingLabel.Building, BuildingTrust)
                || inputs.ValueChange >= Line(StandingLabel.Building, BuildingValue) ? StandingLabel.Building
            : trust >= half != value >= half ? StandingLabel.Shallow
            : StandingLabel.Static;

        bool IsOneSided() => inputs[StandingMeasure.Inequity] > Line(StandingLabel.OneSided, OneSidedInequity)
            || (inputs.ShareInformation >= OneSidedInformation && inputs.InBand <= Line(StandingLabel.OneSided, OneSidedInBand));

        bool IsPartnership() => trust >= Line(StandingLabel.TrustedPartnership, PartnershipTrust)
            && value >= Line(StandingLabel.TrustedPartnership, PartnershipValue)
            && inputs[StandingMeasure.AcknowledgedInformation] >= Line(StandingLabel.TrustedPartnership, PartnershipInformation)
            && !(inputs.ShareOfA < inputs.Band.Low) && !(inputs.ShareOfA > inputs.Band.High)
            && !(inputs[StandingMeasure.Inequity] > PartnershipInequity);

        double Line(StandingLabel label, (double Enter, double Stay) line) => present == label ? line.Stay : line.Enter;
    }

    /// <summary>The rule that names the candidate, those that failed before it, and the nearest change.</summary>
    public static StandingReason Explain(StandingInputs inputs, StandingLabel? present)
    {
        ImmutableArray<StandingRule> rules = [.. Of(inputs, present)];
        var fired = rules.First(rule => rule.Holds);
        ImmutableArray<StandingRule> above = [.. rules.TakeWhile(rule => !rule.Holds)];
        return new(fired.Label, fired, above, Nearest(inputs, present, rules, fired.Label));
    }

    /// <summary>
    /// What counts as far: the whole scale for shares and their changes, what a high evidence grade asks for amounts
    /// of information, five for counts; a severe incident is far by itself.
    /// </summary>
    public static double ScaleOf(StandingMeasure measure) => measure switch
    {
        StandingMeasure.Information or StandingMeasure.AcknowledgedInformation => EvidenceGrades.HighInformation,
        StandingMeasure.ShareInformation => EvidenceGrades.HighShareInformation,
        StandingMeasure.CommittedEntries or StandingMeasure.Transactions => 5,
        _ => 1,
    };

    /// <summary>
    /// Every threshold is tried, because between two of them nothing changes. Figures are moved one at a time: that a
    /// better trust is also a change of trust is left to the days that follow.
    /// </summary>
    private static StandingChange? Nearest(
        StandingInputs inputs, StandingLabel? present, ImmutableArray<StandingRule> rules, StandingLabel label) =>
        (from rule in rules
         from way in rule.Ways
         from condition in way
         where condition.TurnsAt is not null
         let change = ChangeOf(inputs, present, condition)
         where change.Label != label
         select change).MinBy(change => change.Distance);

    private static StandingChange ChangeOf(StandingInputs inputs, StandingLabel? present, StandingCondition condition)
    {
        var (from, to) = (condition.Actual!.Value, condition.TurnsAt!.Value);
        var label = Candidate(inputs.With(condition.Measure, to), present);
        return new(condition.Measure, from, to, label, Math.Abs(to - from) / ScaleOf(condition.Measure));
    }

    private static IEnumerable<StandingRule> Of(StandingInputs inputs, StandingLabel? present)
    {
        // C4: before all others
        yield return Rule(StandingLabel.Strained, [Is(StandingMeasure.SevereIncidents, Above, 0)]);
        yield return Rule(StandingLabel.ExchangeOnly,
            [Is(StandingMeasure.CommittedEntries, Below, Line(StandingLabel.ExchangeOnly, ExchangeCommitted)),
                Is(StandingMeasure.Transactions, AtLeast, ExchangeTransactions)]);
        yield return Rule(StandingLabel.Unknown, [Is(StandingMeasure.Information, Below, UnknownInformation)]);
        yield return Rule(StandingLabel.Strained,
            [Is(StandingMeasure.Trust, Below, Line(StandingLabel.Strained, StrainedTrust))]);
        yield return Rule(StandingLabel.Deteriorating,
            [Is(StandingMeasure.TrustChange, AtMost, Line(StandingLabel.Deteriorating, DeterioratingTrust))],
            [Is(StandingMeasure.ValueChange, AtMost, Line(StandingLabel.Deteriorating, DeterioratingValue))]);
        yield return Rule(StandingLabel.OneSided,
            [Is(StandingMeasure.ShareInformation, AtLeast, OneSidedInformation),
                Is(StandingMeasure.InBand, AtMost, Line(StandingLabel.OneSided, OneSidedInBand))],
            [Is(StandingMeasure.Inequity, Above, Line(StandingLabel.OneSided, OneSidedInequity))]);
        yield return Rule(StandingLabel.TrustedPartnership, Partnership());
        yield return Rule(StandingLabel.Building,
            [Is(StandingMeasure.TrustChange, AtLeast, Line(StandingLabel.Building, BuildingTrust))],
            [Is(StandingMeasure.ValueChange, AtLeast, Line(StandingLabel.Building, BuildingValue))]);
        var half = Line(StandingLabel.Shallow, ShallowHalf); // a value that is not known counts as not shown
        yield return Rule(StandingLabel.Shallow,
            [Is(StandingMeasure.Trust, AtLeast, half), Is(StandingMeasure.Value, Below, half, whenUnknown: true)],
            [Is(StandingMeasure.Trust, Below, half), Is(StandingMeasure.Value, AtLeast, half)]);
        yield return new(StandingLabel.Static, [[]]);

        ImmutableArray<StandingCondition> Partnership() =>
        [
            Is(StandingMeasure.Trust, AtLeast, Line(StandingLabel.TrustedPartnership, PartnershipTrust)),
            Is(StandingMeasure.Value, AtLeast, Line(StandingLabel.TrustedPartnership, PartnershipValue)),
            Is(StandingMeasure.AcknowledgedInformation, AtLeast,
                Line(StandingLabel.TrustedPartnership, PartnershipInformation)),
            Is(StandingMeasure.ShareOfA, AtLeast, inputs.Band.Low, whenUnknown: true),
            Is(StandingMeasure.ShareOfA, AtMost, inputs.Band.High, whenUnknown: true),
            Is(StandingMeasure.Inequity, AtMost, PartnershipInequity, whenUnknown: true),
        ];

        double Line(StandingLabel label, (double Enter, double Stay) line) =>
            present == label ? line.Stay : line.Enter;

        StandingCondition Is(
            StandingMeasure measure, StandingComparison comparison, double threshold, bool whenUnknown = false) =>
            StandingCondition.Of(inputs, measure, comparison, threshold, whenUnknown);
    }

    private static StandingRule Rule(
        StandingLabel label, params ImmutableArray<ImmutableArray<StandingCondition>> ways) =>
        new(label, ways);
}
