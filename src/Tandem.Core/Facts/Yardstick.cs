using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>By what worths are compared: a currency, what an hour is worth in it, and what one of another currency is.</summary>
public sealed record Yardstick(string Currency, decimal Hour, ImmutableDictionary<string, decimal> Rates)
{
    /// <summary>What an hour counts until a charter says otherwise.</summary>
    public const decimal HourWithoutCharter = 100;

    /// <summary>Without a charter: the first currency seen, no other.</summary>
    public static Yardstick Of(string currency) => new(currency, HourWithoutCharter, ImmutableDictionary<string, decimal>.Empty);

    public bool Measures(string? currency) => currency is null || currency == Currency || Rates.ContainsKey(currency);

    internal static Yardstick Read(Body body) => new(
        body.Currency("currency"), body.Decimal("hour"),
        body.Has("rates") ? body.Members("rates", Rate) : ImmutableDictionary<string, decimal>.Empty);

    private static decimal Rate(Body rates, string currency)
    {
        rates.Require(Body.IsCurrency(currency), currency);
        return rates.Decimal(currency);
    }
}
