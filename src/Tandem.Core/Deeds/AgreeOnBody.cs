using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>A side proposes what another entry should say; it does once the other side confirms.</summary>
internal static class AgreeOnBody
{
    public static (Statement Said, Refusal? Refusal) Ask(SharedRecord record, Statement statement, Agreement agreement)
    {
        if (record.MustBe(agreement.Of, "body.of", IsAgreeable) is { } wrong)
        {
            return (statement, wrong);
        }

        var kind = record.Find(agreement.Of)!.Statement.Fact.Kind;
        if (agreement.As(kind, statement.Body, out var problem) is not { } read)
        {
            return (statement, new(RefusalCode.BadBody, problem.Member, problem.Found));
        }

        return (statement with { Fact = read }, Inner(record, read.Said!));
    }

    /// <summary>What the new body names must stand; who may say it was settled with the entry that it replaces.</summary>
    private static Refusal? Inner(SharedRecord record, Fact said) => said switch
    {
        Risk risk => MatchRisk.Ask(record, risk),
        Realisation realisation => RealiseBenefit.Ask(record, realisation),
        Commitment commitment => ReplaceCommitment.Ask(record, commitment),
        Resolution resolution => ResolveCommitment.Ask(record, resolution),
        _ => null,
    };

    /// <summary>Rule R21.</summary>
    private static bool IsAgreeable(Fact fact) => fact is Contribution or Risk or Benefit or Realisation or Commitment or Resolution
        or Incident or Decision or Concession or RiskTransfer or Transaction or Summary;
}
