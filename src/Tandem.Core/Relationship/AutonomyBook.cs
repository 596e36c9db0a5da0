namespace Tandem.Core.Relationship;

/// <summary>The decisions that concern a side, as evidence of its say.</summary>
public sealed class AutonomyBook(Fading fading)
{
    private readonly GradedAccount all = new();

    public GradedSums At(DateTimeOffset now)
    {
        var factor = fading.Now(now);
        return new(all.Value.Good * factor, all.Value.Bad * factor);
    }

    /// <summary>What a decision weighs at an instant: importance x attestation x decay.</summary>
    public double WeightOf(AutonomyPosting posting, DateTimeOffset now) => AsOfAnchor(posting) * fading.Now(now);

    internal void Enter(AutonomyPosting posting, int sign) => all.Enter(AsOfAnchor(posting), posting.Grade, sign);

    private double AsOfAnchor(AutonomyPosting posting) =>
        posting.Importance.Weight * posting.Weight * fading.AsOfAnchor(posting.At);
}
