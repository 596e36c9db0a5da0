using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Workspace;

namespace Tandem.Web.Depth;

/// <summary>A row of a figure with the place of its bar, in parts of the width.</summary>
internal sealed record DrawnRow(Reason Reason, Side? By, double From, double To)
{
    public bool Lowers => Reason.Contribution < 0;

    private bool IsClaimed => Reason.Weight is > 0 and < 1;

    public string? Class => By is not { } side ? Lowers ? "s-edge" : "f-edge" : Lowers ? Draw.Stroke(side) : IsClaimed ? null : Draw.Fill(side);

    public string? Hatch => By is { } side && IsClaimed && !Lowers ? Draw.Hatch(side) : null;
}

/// <summary>
/// Bars that stand where the one before ended, from the neutral point to the figure. Where contributions do not add up, each
/// stands at the middle.
/// </summary>
internal static class Waterfall
{
    private const double Margin = 0.06;

    public static IEnumerable<DrawnRow> Of(Reading shown, Side us, IReadOnlyList<WhyRow> rows, double before)
    {
        var at = shown.Neutral + before;
        var most = shown.Because.IsEmpty ? 1 : Math.Max(shown.Because.Max(reason => Math.Abs(reason.Contribution)), 1e-12);
        foreach (var row in rows)
        {
            var reason = FromOurSide.Of(shown, row.Reason, us);
            if (shown.IsAdditive)
            {
                var (from, to) = (Scaled(shown, at), Scaled(shown, at + reason.Contribution));
                at += reason.Contribution;
                yield return new(reason, row.By, Math.Min(from, to), Math.Max(from, to));
            }
            else
            {
                var part = Math.Abs(reason.Contribution) / most / 2;
                yield return reason.Contribution < 0 ? new(reason, row.By, 0.5 - part, 0.5) : new(reason, row.By, 0.5, 0.5 + part);
            }
        }
    }

    /// <summary>Where a value stands between the least and the greatest that the bars reach.</summary>
    public static double Scaled(Reading shown, double value)
    {
        var (at, least, most) = (shown.Neutral, shown.Neutral, shown.Neutral);
        foreach (var reason in shown.Because)
        {
            at += reason.Contribution;
            (least, most) = (Math.Min(least, at), Math.Max(most, at));
        }

        return most - least < 1e-12 ? 0.5 : Margin + ((value - least) / (most - least) * (1 - (2 * Margin)));
    }
}
