using System.Collections.Immutable;
using Tandem.Core.Advice.Actions;

namespace Tandem.Core.Advice;

/// <summary>All actions, in the order of the catalogue.</summary>
public static class ActionCatalogue
{
    public static ImmutableArray<AdviceAction> All { get; } =
    [
        new ReplyToOldestRequest(), new CloseDueCommitment(), new DecideAsBefore(), new ProposeJointWork(), new AcceptRenegotiation(),
        new SettleOpenDecision(), new DeliverBenefit(), new GiveUnasked(), new MeetLeastCovered(), new IntroducePeople(),
        new CloseLastMeeting(), new AcceptRepair(), new OfferRepair(), new SponsorIdea(), new DiscloseRisk(), new AgreeJointGoal(),
        new RelieveRisk(), new AskBeforeDeciding(), new ChooseJointBest(),
    ];
}
