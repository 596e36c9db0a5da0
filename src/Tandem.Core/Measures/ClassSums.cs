using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// The pairs of one class of decisions as sums: one more decision is compared with the others once, and then not again. All pairs
/// fade alike, so that what they agree on does not change by time alone. A test holds it against <see cref="Consistency"/>.
/// </summary>
internal sealed class ClassSums(DateTimeOffset anchor)
{
    private readonly Dictionary<long, Held> held = [];
    private ImmutableArray<ClassFeature> schema = [];
    private bool areShares;
    private Sum all;
    private Sum apart;
    private Sum crossAll;
    private Sum crossApart;

    /// <summary>The weights of all pairs as of the anchor, and of what they disagree on.</summary>
    public (double All, double Apart) Whole => (all.Value, apart.Value);

    public (double All, double Apart) Cross => (crossAll.Value, crossApart.Value);

    /// <summary>The decisions that have one to be compared with.</summary>
    public int Compared { get; private set; }

    /// <summary>Brings the sums up to the decisions of the class: linear in them for each that changed.</summary>
    public void Follow(Chronicle chronicle, string name, SortedList<long, (Matter Matter, DecisionPosting Posting)> decisions)
    {
        var cases = decisions.Where(d => d.Value.Posting.Weight > 0).ToDictionary(d => d.Key, d => d.Value);
        var described = ConsistencyReading.SchemaOf(chronicle, name, cases.Values.Select(d => CaseOf(d.Matter, d.Posting)));
        var shares = cases.Values.All(d => d.Posting.Decision.Outcome is Circumstance.Missing || Consistency.IsShare(d.Posting.Decision.Outcome));
        if (shares != areShares || !described.SequenceEqual(schema))
        {
            Forget(); // every pair is another one now
            (areShares, schema) = (shares, described);
        }

        foreach (var (sequence, one) in held.ToArray())
        {
            if (!cases.TryGetValue(sequence, out var now) || !ReferenceEquals(now.Posting, one.Posting))
            {
                _ = held.Remove(sequence);
                Compare(one, -1);
            }
        }

        foreach (var (sequence, (matter, posting)) in cases)
        {
            if (posting.Decision.Outcome is not Circumstance.Missing && !held.ContainsKey(sequence))
            {
                var added = new Held(posting, CaseOf(matter, posting));
                Compare(added, 1);
                held.Add(sequence, added);
            }
        }
    }

    private void Forget()
    {
        held.Clear();
        (all, apart, crossAll, crossApart, Compared) = (default, default, default, default, 0);
    }

    private void Compare(Held one, int sign)
    {
        var difference = Consistency.DifferenceOf(areShares);
        foreach (var other in held.Values)
        {
            if (Consistency.PairOf(other.Case, one.Case, schema, difference) is not { } pair)
            {
                continue;
            }

            Compared += one.Meet(sign) + other.Meet(sign);
            all.Enter(pair.Weight, sign);
            apart.Enter(pair.Weight * pair.Difference, sign);
            if (pair.IsCross)
            {
                crossAll.Enter(pair.Weight, sign);
                crossApart.Enter(pair.Weight * pair.Difference, sign);
            }
        }
    }

    /// <summary>Aged as of the anchor, so that a later one weighs more than one.</summary>
    private ClassDecision CaseOf(Matter matter, DecisionPosting posting) => new(
        matter.Id, posting.Decision.DecidedBy, Days.Between(posting.At, anchor), posting.Decision.Circumstances, posting.Decision.Outcome,
        posting.Decision.Epoch);

    private sealed record Held(DecisionPosting Posting, ClassDecision Case)
    {
        private int met;

        /// <summary>How that changes the number of those that have met any.</summary>
        public int Meet(int sign)
        {
            met += sign;
            return sign > 0 && met == 1 ? 1 : sign < 0 && met == 0 ? -1 : 0;
        }
    }
}
