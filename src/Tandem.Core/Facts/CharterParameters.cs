using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What the two sides may set of the measures; what is not named keeps its default.</summary>
/// <param name="Kappa">By how much more a broken promise weighs than a kept one.</param>
/// <param name="EquityWeights">How contributions, investments and risks weigh as inputs.</param>
/// <param name="Classes">The features of each class of decisions.</param>
/// <param name="SigningKeys">The keys each side signs its entries with, as Base64 SPKI.</param>
public sealed record CharterParameters(
    double Kappa, (double Contribution, double Investment, double Risk) EquityWeights,
    ImmutableDictionary<string, ImmutableArray<ClassFeature>> Classes, Sides<ImmutableArray<string>> SigningKeys)
{
    private const double DefaultKappa = 2;

    public static CharterParameters Default { get; } = new(
        DefaultKappa, (1, 1, 1), ImmutableDictionary<string, ImmutableArray<ClassFeature>>.Empty, new([], []));

    internal static CharterParameters Read(Body body) => new(
        body.OptionalNumber("kappa", 0, Limits.ParameterMost) ?? DefaultKappa,
        body.Has("equity_weights") ? body.Object("equity_weights", ReadWeights) : (1, 1, 1),
        body.Has("classes")
            ? body.Members("classes", (classes, name) => classes.List(name, ClassFeature.Read))
            : Default.Classes,
        body.Has("signing_keys")
            ? body.OfBoth("signing_keys", (keys, side) => keys.Has(side) ? keys.Codes(side) : [])
            : Default.SigningKeys);

    private static (double Contribution, double Investment, double Risk) ReadWeights(Body weights) => (
        weights.OptionalNumber("contribution", 0, Limits.ParameterMost) ?? 1,
        weights.OptionalNumber("investment", 0, Limits.ParameterMost) ?? 1,
        weights.OptionalNumber("risk", 0, Limits.ParameterMost) ?? 1);
}
