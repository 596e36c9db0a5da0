using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>The decisions in force, by class and in the order of the ledger.</summary>
public sealed class DecisionBook
{
    private readonly SortedDictionary<string, SortedList<long, (Matter Matter, DecisionPosting Posting)>> classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> changes = [];

    public IReadOnlyDictionary<string, SortedList<long, (Matter Matter, DecisionPosting Posting)>> Classes => classes;

    /// <summary>How often anything was put in or taken out: what was added up of a class holds until its number changes.</summary>
    public IReadOnlyDictionary<string, long> Changes => changes;

    internal void Enter(DecisionPosting posting, Matter matter, int sign)
    {
        var name = posting.Decision.Class;
        changes[name] = changes.GetValueOrDefault(name) + 1;
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
