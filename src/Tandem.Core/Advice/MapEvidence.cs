using System.Collections.Immutable;
using Tandem.Core.Map;

namespace Tandem.Core.Advice;

/// <summary>The people of both sides and what passed between them, as one side knows it from its own evidence.</summary>
/// <param name="ours">Our people.</param>
/// <param name="theirs">Theirs, each with how much depends on her.</param>
public sealed class MapEvidence(
    ImmutableArray<string> ours, ImmutableArray<Stakeholder> theirs, ImmutableArray<Interaction> interactions)
{
    public ImmutableArray<string> Ours => ours;

    public ImmutableArray<Stakeholder> Theirs => theirs;

    public Masses Masses { get; } = Masses.Of(interactions);

    public Coverage Coverage => Coverage.Of(Masses, Ours, Theirs);

    /// <summary>On how many of our people the ties rest.</summary>
    public EffectiveNumber OfOurs => EffectiveNumber.Of(Ours.Select(WeightOfOurs));

    /// <summary>On how many of theirs.</summary>
    public EffectiveNumber OfTheirs => EffectiveNumber.Of(Theirs.Select(s => WeightOfTheirs(s.Person)));

    public double WeightOfOurs(string person) => Theirs.Sum(s => Masses.Between(person, s.Person).Mass);

    public double WeightOfTheirs(string person) => Ours.Sum(one => Masses.Between(one, person).Mass);

    public MapEvidence With(Interaction interaction) => new(ours, theirs, [.. interactions, interaction]);

    /// <summary>What one more interaction would change.</summary>
    internal ImmutableArray<Effect> EffectsOf(Interaction interaction)
    {
        var then = With(interaction);
        return
        [
            .. ((Effect[])
            [
                new("coverage", FigureKind.Share, Coverage.Share, then.Coverage.Share),
                new("our_ties", FigureKind.Number, OfOurs.Count, then.OfOurs.Count),
                new("their_ties", FigureKind.Number, OfTheirs.Count, then.OfTheirs.Count),
            ]).Where(effect => effect.Before != effect.After),
        ];
    }
}
