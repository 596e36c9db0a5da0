using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>
/// May it be written? A pure function of what stands and what is said. The rules are asked in the order of
/// <see cref="RefusalCode"/>; what each kind asks beyond them is in a file of its own beside this one.
/// </summary>
public static class Admission
{
    /// <param name="record">Holds at least what <see cref="SharedRecord.Needs"/> names.</param>
    public static Verdict Decide(SharedRecord record, Line line)
    {
        if (line.Refusal is { Code: < RefusalCode.DuplicateId } early)
        {
            return new Verdict.Refused(early);
        }

        if (record.Find(line.Id) is not null)
        {
            return Refuse(RefusalCode.DuplicateId, "id", line.Id.Value);
        }

        if (line.Refusal is { Code: < RefusalCode.RecordedDecreases } middle)
        {
            return new Verdict.Refused(middle);
        }

        return line.Recorded < record.Head.LastRecorded
            ? Refuse(RefusalCode.RecordedDecreases, "recorded", Instant.Write(line.Recorded!.Value))
            : line.Refusal is { } late ? new Verdict.Refused(late)
            : Decide(record, line.Statement!);
    }

    private static Verdict Decide(SharedRecord record, Statement statement)
    {
        var (said, refusal) = Ask(record, statement);
        refusal ??= UnratedIn(record, said.Fact);
        refusal ??= said.Fact is Pulse pulse ? ReportPulse.Anonymity(pulse) : null;
        return refusal is null ? new Verdict.Accepted(said) : new Verdict.Refused(refusal);
    }

    private static (Statement Said, Refusal? Refusal) Ask(SharedRecord record, Statement statement) => statement.Fact switch
    {
        Contribution or Benefit or Incident or Request or Decision or Concession or RiskTransfer or Transaction or Summary
            or Charter or Settlement or Arrangement => (statement, null),
        Risk risk => (statement, MatchRisk.Ask(record, risk)),
        Realisation realisation => (statement, RealiseBenefit.Ask(record, realisation)),
        Commitment commitment => (statement, ReplaceCommitment.Ask(record, commitment)),
        Resolution resolution => (statement, ResolveCommitment.Ask(record, resolution)),
        Repair repair => (statement, RepairWrong.Ask(record, repair)),
        Forgiveness forgiveness => (statement, ForgiveWrong.Ask(record, statement.Side, forgiveness)),
        Response response => (statement, AnswerRequest.Ask(record, statement.Side, response)),
        Consent consent => (statement, ConsentToDecision.Ask(record, statement.Side, consent)),
        Pulse pulse => (statement, ReportPulse.Ask(statement.Side, pulse)),
        Confirmation confirmation => (statement, ConfirmEntry.Ask(record, statement.Side, confirmation)),
        Dispute dispute => (statement, DisputeEntry.Ask(record, statement, dispute)),
        Withdrawal withdrawal => (statement, WithdrawEntry.Ask(record, statement, withdrawal)),
        Redaction redaction => (statement, EraseText.Ask(record, redaction)),
        Agreement agreement => AgreeOnBody.Ask(record, statement, agreement),
        _ => throw new System.Diagnostics.UnreachableException($"Unknown fact {statement.Fact.GetType().Name}."),
    };

    private static Refusal? UnratedIn(SharedRecord record, Fact fact)
    {
        var yardstick = record.Head.Yardstick;
        foreach (var worth in fact.Worths)
        {
            yardstick ??= worth.Currency is { } first ? Yardstick.Of(first) : null; // two currencies in the very first entry
            if (yardstick?.Measures(worth.Currency) == false)
            {
                return new(RefusalCode.NoRate, "currency", worth.Currency);
            }
        }

        return null;
    }

    private static Verdict.Refused Refuse(RefusalCode code, string member, string? found) => new(new Refusal(code, member, found));
}
