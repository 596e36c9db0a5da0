using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Risks that wait for the other side to bear one in turn.</summary>
public sealed class RiskBook
{
    private readonly SortedDictionary<long, (Matter Matter, Side Bearer)> risks = [];
    private readonly Dictionary<EntryId, int> matches = [];

    /// <summary>Those that answer no risk themselves and that none answers.</summary>
    public IEnumerable<(Matter Risk, Side Bearer)> Open => risks.Values.Where(r => !matches.ContainsKey(r.Matter.Id));

    internal void Enter(RiskPosting risk, Matter matter, int sign)
    {
        if (risk.Matches is not { } matched)
        {
            _ = sign > 0 ? risks.TryAdd(matter.Sequence, (matter, risk.Bearer)) : risks.Remove(matter.Sequence);
            return;
        }

        var count = matches.GetValueOrDefault(matched) + sign;
        if (count > 0)
        {
            matches[matched] = count;
        }
        else
        {
            _ = matches.Remove(matched);
        }
    }
}
