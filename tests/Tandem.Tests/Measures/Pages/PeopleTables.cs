using Tandem.Core.Map;
using Tandem.Core.Measures;
using static Tandem.Tests.Measures.Pages.Cells;

namespace Tandem.Tests.Measures.Pages;

/// <summary>Waits, conversations, ties, the map and the pulse.</summary>
internal static class PeopleTables
{
    public static IEnumerable<(string Header, Func<string[], object?[]> Outputs)> All { get; } =
    [
        ("case | hours until the reply (+: still waiting) | median | mean | interval | ignored | enough", row => Shown(Curve(row[1]))),
        ("times (+: censored) | at | curve", row => [(double[])[.. List(row[1]).Select(Number).Select(Curve(row[0]).StillWaitingAt)]]),
        ("A waited (+: still waiting) | B waited | share of A | interval | enough", row => Shown(WaitingShare.Of(Curve(row[0]), Curve(row[1])))),
        ("hours | number | median | lower quartile | upper quartile", row => Shown(FirstReplies.Of(List(row[0]).Select(Number)))),
        ("A | B | share | interval", row => Shown(Initiation.Of(Count(row[0]), Count(row[1])))),
        ("what | people reached | age in days | each gets", row => [MassOf(row[0], Count(row[1]), Number(row[2]))]),
        ("there | back | tie | strength", row => Shown(new TieStrength(Number(row[0]), Number(row[1])))),
        ("ties (mass both ways) | importance | coverage | least covered | without | coverage then", row => Shown(CoverageOf(row[0], row[1]), row[4])),
        ("shares of the ties | effective number | largest share | single-threaded", row =>
            Shown(EffectiveNumber.Of(List(row[0]).Select(Number)))),
        ("acquaintances | from | to | path | strength", row =>
            Shown(WarmPath.Find(Pairs(row[0]).Select(pair => new Acquaintance(pair.One, pair.Other, pair.Figure)), row[1], row[2]))),
        ("who knows whom | person | betweenness", row => [Betweenness.Of(Pairs(row[0]).Select(pair => (pair.One, pair.Other)))[row[1]]]),
        ("answer | score", row => [PulseStatistics.Score(Number(row[0]))]),
        ("by the others | by itself | gap | interval | degrees of freedom", row => Shown(PulseStatistics.Gap(Numbers(row[0]), Numbers(row[1])))),
        ("answers of each person | alpha | Spearman-Brown", row =>
            [PulseStatistics.CronbachAlpha(Rows(row[0])), PulseStatistics.SpearmanBrown(Rows(row[0]))]),
        ("answers to one item | agreement", row => [PulseStatistics.Agreement(Numbers(row[0]))]),
        ("people | in the group | all shown | group shown | free text", row => ShownOf(Count(row[0]), Count(row[1]))),
    ];

    private static object?[] Shown(KaplanMeier curve) => [curve.Median, curve.RestrictedMean, curve.Interval, curve.IgnoredRate, curve.Enough];

    private static object?[] Shown(WaitingShare share) => [share.ShareOfA, share.Interval, share.Enough];

    private static object?[] Shown(FirstReplies replies) =>
        [replies.Count, replies.MedianHours, replies.LowerQuartileHours, replies.UpperQuartileHours];

    private static object?[] Shown(Initiation initiation) => [initiation.ShareOfA, initiation.Interval];

    private static object?[] Shown(TieStrength tie) => [tie.Mass, tie.Probability];

    private static object?[] Shown(Coverage coverage, string without) =>
        [coverage.Share, coverage.LeastCovered?.Person, without, coverage.Without(without)];

    private static object?[] Shown(EffectiveNumber number) => [number.Count, number.TopShare, number.IsSingleThreaded];

    private static object?[] Shown(WarmPath? path) => [path is null ? null : string.Join(' ', path.People), path?.Probability];

    private static object?[] Shown(PerceptionGap? gap) => [gap?.Gap, gap?.Interval, gap?.DegreesOfFreedom];

    private static object?[] ShownOf(int people, int group) =>
        [Anonymity.MayShow(people), Anonymity.MayShowSubgroup(people, group), Anonymity.MayShowFreeText(people)];

    private static double MassOf(string what, int reached, double age)
    {
        string[] others = [.. Enumerable.Range(0, reached).Select(at => $"p{at}")];
        return Masses.Of([what switch
        {
            "mail" => new Interaction.Email("me", [.. others], age),
            "call" => new Interaction.Call(["me", .. others], age),
            _ => new Interaction.Meeting(["me", .. others], age),
        }])["me", "p0"];
    }

    /// <summary>The masses are made of so many mails of today, each way.</summary>
    private static Coverage CoverageOf(string ties, string importance)
    {
        var pairs = Pairs(ties).ToArray();
        var mails = pairs.SelectMany(pair => Enumerable.Range(0, (int)pair.Figure).SelectMany(_ => (Interaction[])
            [new Interaction.Email(pair.One, [pair.Other], 0), new Interaction.Email(pair.Other, [pair.One], 0)]));
        return Coverage.Of(
            Masses.Of(mails), pairs.Select(pair => pair.One).Distinct(),
            List(importance).Select(who => new Stakeholder(who.Split(' ')[0], Number(who.Split(' ')[1]))));
    }
}
