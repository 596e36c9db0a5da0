using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A decision that touches the relationship, with its circumstances, so that like cases can be compared.</summary>
/// <param name="DecidedBy"><c>null</c>: both together.</param>
/// <param name="Participation">What say each side had, where it was said.</param>
/// <param name="Epoch">Which rule book it was taken under; another epoch is no precedent.</param>
public sealed record Decision(
    string Class, Side? DecidedBy, ImmutableArray<Side> Affects, Sides<Participation?> Participation, Importance Importance,
    ImmutableDictionary<string, Circumstance> Circumstances, Circumstance Outcome, ImmutableArray<DecisionOption> Options,
    string? Chosen, Circumstance Epoch, DecisionStatus Status) : Fact
{
    public override string Kind => "decision";

    public bool IsProposed => Status == DecisionStatus.Proposed;

    public override ImmutableArray<Worth> Worths =>
        [.. from option in Options from side in (Side[])[Side.A, Side.B] where option.Cost[side] is not null select option.Cost[side]!.Value];

    /// <summary>
    /// A joint decision favours the side that enters it; a decision of one side favours the other when that is affected
    /// and was imposed upon or merely informed, else the decider.
    /// </summary>
    public override Side? Favours(Side enteredBy, Fact? about) => DecidedBy is not { } decider ? enteredBy
        : !IsProposed && Affects.Contains(decider.Other)
            && Participation[decider.Other] is Facts.Participation.Imposed or Facts.Participation.Informed ? decider.Other
        : decider;

    internal static Decision Read(Body body)
    {
        var options = body.Has("options") ? body.List("options", DecisionOption.Read) : [];
        var decision = new Decision(
            body.Code("class"), body.SideOrJoint("decided_by"), body.SidesIn("affects"),
            body.OfBoth<Participation?>("participation", (levels, side) =>
                levels.Has(side) ? levels.Word<Participation>(side) : null),
            body.Word<Importance>("importance"), body.Members("circumstances", (all, name) => all.Circumstance(name)),
            body.Circumstance("outcome"), options, body.OptionalCode("chosen"), body.Circumstance("epoch"),
            body.Word("status", DecisionStatus.Taken));
        body.MustSay("outcome");
        body.Require(options.DistinctBy(option => option.Name).Count() == options.Length, "options");
        body.Require(decision.Chosen is null || options.IsEmpty || options.Any(o => o.Name == decision.Chosen), "chosen");
        return decision;
    }
}
