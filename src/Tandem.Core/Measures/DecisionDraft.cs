using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One way to decide a draft: what it would cost both, and what it would say of the chooser.</summary>
/// <param name="Regret">Against the least joint cost; with the payment that would make the best option acceptable to both.</param>
/// <param name="Loyalty">The chooser's index with this choice; <c>null</c> for a joint decision.</param>
public sealed record DraftOption(PricedOption Option, OptionRegret Regret, double? Loyalty);

/// <summary>A decision before it is taken: how like cases were decided, and which option costs both together least.</summary>
/// <param name="Consistency">Of its class as it is now.</param>
public sealed record DecisionDraft(
    EntryId Id, Decision Decision, Precedents Precedents, double? Consistency, ImmutableArray<DraftOption> Options)
{
    /// <summary>The option of the least joint cost; <c>null</c> where fewer than two are priced.</summary>
    public PricedOption? Best => Options.Any(o => o.Regret.IsEvaluable)
        ? Options.Where(o => o.Option.IsPriced).MinBy(o => o.Option.Total)?.Option
        : null;

    public static DecisionDraft Of(Chronicle chronicle, Statement draft)
    {
        var decision = (Decision)draft.Fact;
        var cases = ConsistencyReading.Cases(chronicle, decision.Class);
        var drafted = new ClassDecision(draft.Id, decision.DecidedBy, 0, decision.Circumstances, decision.Outcome, decision.Epoch);
        var schema = ConsistencyReading.SchemaOf(chronicle, decision.Class, cases.Add(drafted));
        ImmutableArray<PricedOption> options = [.. decision.Options.Select(option => new PricedOption(
            option.Name, option.Cost.Select(cost => cost is { } priced ? chronicle.Measure(priced) : (double?)null)))];
        var chooser = decision.DecidedBy ?? draft.Side;
        var past = decision.DecidedBy is { } by ? LoyaltyReading.Of(chronicle, by).Items : default;
        return new(
            draft.Id, decision, Precedents.For(drafted, cases, schema), Measures.Consistency.Of(cases, schema).C,
            [.. options.Select(option =>
            {
                var regret = OptionRegret.Of(options, option.Name, chooser);
                return new DraftOption(option, regret, past.IsDefault || !regret.IsEvaluable ? null
                    : LoyaltyIndex.Of([.. past, new LoyaltyItem(regret.Regret!.Value, regret.Spread!.Value, 0, 1)]).Value);
            })]);
    }
}
