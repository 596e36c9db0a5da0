using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using static Tandem.Tests.Measures.Pages.Cells;

namespace Tandem.Tests.Measures.Pages;

/// <summary>Trust and kept rate.</summary>
internal static class PromiseTables
{
    private const double Kappa = 2;

    public static IEnumerable<(string Header, Func<string[], object?[]> Outputs)> All { get; } =
    [
        ("outcome | days late | grade", row => [GradeOf(row[0], row[1])]),
        ("kept | broken | importance | age in days | trust | interval", row =>
            Shown(BetaEvidence.Of(Sums(row[0], row[1], WeightOf(row[2]) * double.Exp2(-Number(row[3]) / 365)), Kappa))),
        ("kept | broken | importance | kept rate | interval", row =>
            Shown(BetaEvidence.Of(Sums(row[0], row[1], WeightOf(row[2])), TrustReading.KappaOfKeptRate))),
        ("trust | kept promises to make up for one broken", row => [KeptForOneBroken(Number(row[0]))]),
        ("kept | broken | to reach | further kept", row =>
            [BetaEvidence.Of(Sums(row[0], row[1], Importance.Normal.Weight), Kappa)
                .KeptNeededFor(Number(row[2]), Importance.Normal.Weight)]),
    ];

    private static object?[] Shown(BetaEvidence evidence) => [evidence.Mean, evidence.Interval];

    private static GradedSums Sums(string kept, string broken, double weight) => new(Count(kept) * weight, Count(broken) * weight);

    private static double WeightOf(string importance) => Enum.Parse<Importance>(importance, ignoreCase: true).Weight;

    private static double GradeOf(string outcome, string daysLate) => outcome switch
    {
        "kept" => Grade.Late(Number(daysLate)),
        "renegotiated in time" => Grade.InTimeRenegotiated,
        "broken, repaired" => Grade.AfterRepair,
        "broken, forgiven" => Grade.AfterForgiveness,
        _ => double.NaN,
    };

    /// <summary>From evidence of thirty weights that stand at a trust, one promise is broken.</summary>
    private static int KeptForOneBroken(double trust) => new BetaEvidence((30 * trust) - 1, (30 * (1 - trust)) - 1, 30)
        .With(1, 0, Kappa).KeptNeededFor(trust, 1);
}
