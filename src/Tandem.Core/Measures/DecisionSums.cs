using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>What the decisions of a course say together, followed as they change: a class without a change costs nothing.</summary>
internal sealed class DecisionSums(Books books)
{
    private readonly Dictionary<string, (long Changes, ClassSums Sums, Dictionary<long, DecisionPosting> Choices)> classes = [];
    private readonly Sides<ChoiceSums> choices = Sides.Of(_ => new ChoiceSums(new(books.Anchor, LoyaltyIndex.HalfLifeDays)));

    private Facts.Charter? charter;

    /// <summary>A chronicle that has taken up its sums anew has other books.</summary>
    public Books Books => books;

    public void Follow(Chronicle chronicle)
    {
        foreach (var (name, changes) in books.Decisions.Changes)
        {
            var known = classes.GetValueOrDefault(name, (0, new(books.Anchor), []));
            if (known.Changes == changes && ReferenceEquals(chronicle.CharterSaid, charter))
            {
                continue;
            }

            var decisions = books.Decisions.Classes.GetValueOrDefault(name) ?? [];
            known.Sums.Follow(chronicle, name, decisions);
            Follow(known.Choices, decisions);
            classes[name] = known with { Changes = changes };
        }

        charter = chronicle.CharterSaid;
    }

    public (double? C, int Compared) Consistency => (
        Share(classes.Values.Select(c => c.Sums.Whole)), classes.Values.Sum(c => c.Sums.Compared));

    public double? CrossConsistency => Share(classes.Values.Select(c => c.Sums.Cross));

    public (double? Index, double EffectiveCount) LoyaltyOf(Side chooser, DateTimeOffset now) => choices[chooser].At(now);

    private static double? Share(IEnumerable<(double All, double Apart)> sums)
    {
        var (all, apart) = (0.0, 0.0);
        foreach (var (more, moreApart) in sums)
        {
            (all, apart) = (all + more, apart + moreApart);
        }

        return all > 0 ? 1 - (apart / all) : null;
    }

    private void Follow(Dictionary<long, DecisionPosting> known, SortedList<long, (Matter Matter, DecisionPosting Posting)> decisions)
    {
        foreach (var (sequence, choice) in known.ToArray())
        {
            if (!decisions.TryGetValue(sequence, out var now) || !ReferenceEquals(now.Posting, choice))
            {
                _ = known.Remove(sequence);
                Enter(choice, -1);
            }
        }

        foreach (var (sequence, (_, posting)) in decisions)
        {
            if (known.TryAdd(sequence, posting))
            {
                Enter(posting, 1);
            }
        }
    }

    private void Enter(DecisionPosting choice, int sign)
    {
        if (choice.Decision.DecidedBy is { } chooser && !choice.Options.IsEmpty)
        {
            choices[chooser].Enter(choice, chooser, sign);
        }
    }
}
