using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>What drafts would do: the reading now, with them as claims, and once the other side has confirmed them.</summary>
/// <param name="Candidates">What the rules of the standing would name, in the same order.</param>
public sealed record WhatIf(
    SharedReading Now, SharedReading Claimed, SharedReading Confirmed,
    (StandingLabel Now, StandingLabel Claimed, StandingLabel Confirmed) Candidates, ImmutableArray<DecisionDraft> Decisions)
{
    public static WhatIf Of(Course course, Sides<WorkingTime> hours, Drafts drafts)
    {
        var (chronicle, present) = (course.Chronicle, course.Label);
        var now = Read();
        var claimed = chronicle.Imagine(drafts.Accepted, _ => Read());
        var confirmed = chronicle.Imagine([.. drafts.Accepted, .. drafts.Confirmations()], _ => Read());
        return new(
            now.Reading, claimed.Reading, confirmed.Reading, (now.Candidate, claimed.Candidate, confirmed.Candidate),
            [.. drafts.Accepted.Where(draft => draft.Fact is Decision).Select(draft => DecisionDraft.Of(chronicle, draft))]);

        (SharedReading Reading, StandingLabel Candidate) Read() =>
            (SharedReading.Of(course, hours), StandingRules.Candidate(course.Inputs(), present));
    }
}
