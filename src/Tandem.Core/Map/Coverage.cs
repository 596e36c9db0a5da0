using System.Collections.Immutable;

namespace Tandem.Core.Map;

/// <summary>
/// How well one side reaches the stakeholders of the other: of each the best tie anyone has, weighed by importance.
/// measures.md 10.
/// </summary>
public sealed class Coverage
{
    private readonly Masses masses;
    private readonly ImmutableArray<string> people;
    private readonly ImmutableArray<Stakeholder> stakeholders;

    private Coverage(Masses masses, IEnumerable<string> people, IEnumerable<Stakeholder> stakeholders) =>
        (this.masses, this.people, this.stakeholders) = (masses, [.. people], [.. stakeholders.Where(s => s.Importance > 0)]);

    /// <summary>From 0 to 1; <c>null</c> when no stakeholder matters.</summary>
    public double? Share => ShareWith(people);

    /// <summary>Whom nobody knows well; of several the most important, then by name. <c>null</c> without stakeholders.</summary>
    public Stakeholder? LeastCovered => stakeholders
        .OrderBy(stakeholder => Best(people, stakeholder))
        .ThenByDescending(stakeholder => stakeholder.Importance)
        .ThenBy(stakeholder => stakeholder.Person, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <param name="masses">What passed between all of them.</param>
    /// <param name="people">Those who do the reaching.</param>
    /// <param name="stakeholders">Those to be reached.</param>
    public static Coverage Of(Masses masses, IEnumerable<string> people, IEnumerable<Stakeholder> stakeholders) =>
        new(masses, people, stakeholders);

    /// <summary>The best tie that anyone has to a stakeholder.</summary>
    public double BestTo(Stakeholder stakeholder) => Best(people, stakeholder);

    /// <summary>The share if one person were gone.</summary>
    public double? Without(string person) => ShareWith(people.Remove(person));

    private double? ShareWith(ImmutableArray<string> present)
    {
        var (covered, all) = (0.0, 0.0);
        foreach (var stakeholder in stakeholders)
        {
            covered += stakeholder.Importance * Best(present, stakeholder);
            all += stakeholder.Importance;
        }

        return all > 0 ? covered / all : null;
    }

    private double Best(ImmutableArray<string> present, Stakeholder stakeholder) =>
        present.Select(person => masses.Between(person, stakeholder.Person).Probability).DefaultIfEmpty(0).Max();
}
