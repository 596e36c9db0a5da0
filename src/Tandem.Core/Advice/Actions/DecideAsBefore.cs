using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Consistency: a decision that we drafted and that has a precedent; or two like cases decided otherwise, one of them by us,
/// while nobody has recorded what differed.
/// </summary>
public sealed class DecideAsBefore : AdviceAction
{
    private const int DaysToExplain = 7;

    public override string Action => "consistency";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation) =>
        situation.Drafts.Where(draft => draft.Fact is Decision).Select(draft => OfDraft(situation, draft)).OfType<Suggestion>()
            .Concat(Unexplained(situation));

    private Suggestion? OfDraft(Situation situation, Statement draft)
    {
        var (chronicle, said) = (situation.Chronicle, (Decision)draft.Fact);
        var cases = ConsistencyReading.Cases(chronicle, said.Class);
        var drafted = new ClassDecision(draft.Id, said.DecidedBy, 0, said.Circumstances, said.Outcome, said.Epoch);
        var precedents = Precedents.For(drafted, cases, ConsistencyReading.SchemaOf(chronicle, said.Class, [.. cases, drafted]));
        if (precedents.Nearest is not [var nearest, ..])
        {
            return null;
        }

        var pen = situation.Pen(this, draft.Id.Value);
        var alike = pen.Redrafted(draft, body => body["outcome"] = Written(nearest.Outcome));
        var isSame = Gower.AreSame(said.Outcome, nearest.Outcome);
        return Suggest(
            pen, alike, new([alike, .. pen.InForce(alike)]), isSame ? Outlook.Unchanged : new([draft, .. pen.InForce(draft)])) with
        {
            Entries = [draft.Id, nearest.Id],
            Figures = [new("precedents", FigureKind.Number, precedents.Nearest.Length), new("distance", FigureKind.Number, nearest.Distance)],
        };
    }

    /// <summary>No entry can say beforehand what differed: the index is taken without the pair.</summary>
    private IEnumerable<Suggestion> Unexplained(Situation situation)
    {
        foreach (var pair in ConsistencyReading.Of(situation.Chronicle).Classes.Values.SelectMany(of => of.Pairs).Where(p => p.IsFlagged))
        {
            if (((EntryId[])[pair.J, pair.I]).FirstOrDefault(id => IsOurs(situation, id)) is not { Value: { } ours })
            {
                continue;
            }

            var pen = situation.Pen(this, ours);
            var commitment = pen.Commit(DaysToExplain, Importance.Minor);
            yield return Suggest(
                pen, commitment, pen.Kept(commitment) with { Then = (chronicle, scores) => scores with { Consistency = Without(chronicle, pair) } },
                pen.Broken(commitment)) with
            {
                Entries = [new(ours), pair.I.Value == ours ? pair.J : pair.I],
                Reason = "consistency-pair",
                Figures = [new("distance", FigureKind.Number, pair.Distance)],
            };
        }
    }

    private static bool IsOurs(Situation situation, EntryId id) =>
        situation.Chronicle.Find(id)!.At(situation.At).Said is Decision { DecidedBy: var by } && by == situation.Us;

    private static double? Without(Relationship.Chronicle chronicle, ConsistencyPair pair)
    {
        var (c, k) = ConsistencyReading.Of(chronicle).All;
        return k - pair.Weight > 0 ? ((k * c) - (pair.Weight * (1 - pair.Difference))) / (k - pair.Weight) : null;
    }

    private static JsonNode? Written(Circumstance outcome) => outcome switch
    {
        Circumstance.Word { Value: var word } => word,
        Circumstance.Number { Value: var number } => number,
        Circumstance.Truth { Value: var truth } => truth,
        Circumstance.Set { Values: var values } => new JsonArray([.. values.Select(value => (JsonNode)value)]),
        _ => null,
    };
}
