using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What the standing looks at on one day, with nothing later than that day. entries-rules.md, C8 and R14.
/// </summary>
public sealed record StandingInputs
{
    /// <summary>The trust of each side in the other: at A stands A's trust in B.</summary>
    public required Sides<double> Trust { get; init; }

    /// <summary>The sum of weights behind each trust.</summary>
    public required Sides<double> Information { get; init; }

    /// <summary>
    /// The same from acknowledged items only, never more; <c>null</c> where all of it is acknowledged.
    /// </summary>
    public Sides<double>? Acknowledged { get; init; }

    /// <summary>The value each side gets, 0 to 1.</summary>
    public required Sides<double?> Value { get; init; }

    public double? ShareOfA { get; init; }

    /// <summary>Kish's effective number of entries behind the share.</summary>
    public required double ShareInformation { get; init; }

    /// <summary>The probability that the share lies in the band.</summary>
    public double? InBand
    {
        get => field ?? (Share is { ShareOfA: not null } share ? share.InBand : null);
        init;
    }

    /// <summary>What the probability is computed from when it is asked for: most days no rule asks.</summary>
    internal BalanceShare? Share { get; init; }

    /// <summary>A's share of the rewards less its share of the inputs, -1 to 1.</summary>
    public double? Delta { get; init; }

    /// <summary>Commitments, kept resolutions and contributions in 180 days; 0 if either side has none.</summary>
    public required int Committed { get; init; }

    /// <summary>Plain transactions in 180 days.</summary>
    public required int Transactions { get; init; }

    /// <summary>Severe incidents older than 14 days that are neither repaired nor forgiven.</summary>
    public int SevereOverdue { get; init; }

    /// <summary>The shares of A that are in balance, both ends included.</summary>
    public (double Low, double High) Band { get; init; } = (0.4, 0.6);

    /// <summary>The change of the smaller trust in thirteen weeks; <c>null</c> before there are thirteen.</summary>
    public double? TrustChange { get; init; }

    /// <summary>
    /// The change of the smaller value in thirteen weeks; <c>null</c> unless both values were known both times.
    /// </summary>
    public double? ValueChange { get; init; }

    /// <summary>The figure that a condition looks at.</summary>
    public double? this[StandingMeasure measure] => measure switch
    {
        StandingMeasure.SevereIncidents => SevereOverdue,
        StandingMeasure.CommittedEntries => Committed,
        StandingMeasure.Transactions => Transactions,
        StandingMeasure.Information => Least(Information),
        StandingMeasure.AcknowledgedInformation => Least(Acknowledged ?? Information),
        StandingMeasure.Trust => Least(Trust),
        StandingMeasure.TrustChange => TrustChange,
        StandingMeasure.Value => Value is { A: { } a, B: { } b } ? Math.Min(a, b) : null,
        StandingMeasure.ValueChange => ValueChange,
        StandingMeasure.ShareInformation => ShareInformation,
        StandingMeasure.InBand => InBand,
        StandingMeasure.ShareOfA => ShareOfA,
        StandingMeasure.Inequity => Delta is { } delta ? Math.Abs(delta) : null,
        _ => throw new System.Diagnostics.UnreachableException($"Unknown measure {measure}."),
    };

    /// <summary>
    /// The same day with one figure changed. Where the smaller of two counts, both are raised as far as needed, but
    /// only the smaller is lowered; acknowledged information stays a part of all information.
    /// </summary>
    public StandingInputs With(StandingMeasure measure, double to) => measure switch
    {
        StandingMeasure.SevereIncidents => this with { SevereOverdue = (int)to },
        StandingMeasure.CommittedEntries => this with { Committed = (int)to },
        StandingMeasure.Transactions => this with { Transactions = (int)to },
        StandingMeasure.Information => WithInformation(Moved(Information, to)),
        StandingMeasure.AcknowledgedInformation => WithAcknowledged(Moved(Acknowledged ?? Information, to)),
        StandingMeasure.Trust => this with { Trust = Moved(Trust, to) },
        StandingMeasure.TrustChange => this with { TrustChange = to },
        StandingMeasure.Value => this with { Value = Moved(Value.Select(v => v ?? to), to).Select(v => (double?)v) },
        StandingMeasure.ValueChange => this with { ValueChange = to },
        StandingMeasure.ShareInformation => this with { ShareInformation = to },
        StandingMeasure.InBand => this with { InBand = to },
        StandingMeasure.ShareOfA => this with { ShareOfA = to },
        StandingMeasure.Inequity => this with { Delta = Delta < 0 ? -to : to },
        _ => throw new System.Diagnostics.UnreachableException($"Unknown measure {measure}."),
    };

    private StandingInputs WithInformation(Sides<double> information) => this with
    {
        Information = information,
        Acknowledged = Acknowledged is { } part ? Sides.Of(side => Math.Min(part[side], information[side])) : null,
    };

    private StandingInputs WithAcknowledged(Sides<double> acknowledged) => this with
    {
        Information = Sides.Of(side => Math.Max(Information[side], acknowledged[side])),
        Acknowledged = acknowledged,
    };

    private static Sides<double> Moved(Sides<double> both, double to)
    {
        var least = Least(both);
        return to > least ? both.Select(one => Math.Max(one, to)) : both.Select(one => one == least ? to : one);
    }

    private static double Least(Sides<double> both) => Math.Min(both.A, both.B);
}
