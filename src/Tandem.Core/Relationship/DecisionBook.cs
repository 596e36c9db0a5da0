using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>The decisions in force, by class and in the order of the ledger.</summary>
public sealed class DecisionBook
{
    private readonly SortedDictionary<string, SortedList<long, (Matter Matter, DecisionPosting Posting)>> classes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SortedList<long, (Matter Matter, DecisionPosting Posting)>> Classes => classes;

    internal void Enter(DecisionPosting posting, Matter matter, int sign)
    {
        var name = posting.Decision.Class;
        if (!classes.TryGetValue(name, out var decisions))
        {
            classes.Add(name, decisions = []);
        }

        _ = sign > 0 ? decisions.TryAdd(matter.Sequence, (matter, posting)) : decisions.Remove(matter.Sequence);
        if (decisions.Count == 0)
        {
            _ = classes.Remove(name);
        }
    }
}
