using Tandem.Core.Ledger;

namespace Tandem.Core.Advice;

/// <summary>
/// An action of the catalogue (catalogue/action_catalogue.json): when it is worth doing, and what would come of it. One
/// file each in Actions.
/// </summary>
public abstract class AdviceAction
{
    private protected AdviceAction()
    {
    }

    /// <summary>Its code in the catalogue.</summary>
    public abstract string Action { get; }

    public abstract int EffortPoints { get; }

    /// <summary>Nothing without the evidence that its trigger speaks of.</summary>
    public abstract IEnumerable<Suggestion> For(Situation situation);

    private protected Suggestion Suggest(Pen pen, Statement draft, Outlook success, Outlook failure) =>
        new(Action, EffortPoints, draft, success, failure) { IsUnderWay = pen.IsUnderWay };
}
