using System.Runtime.Intrinsics;

namespace Tandem.Core.Measures;

/// <summary>
/// Eight powers of two at once, for exponents from -1022 to 1023: the same bits on every machine, and within 1e-13 of
/// <see cref="Math.Pow"/>, which a test proves. Whole exponents are exact.
/// </summary>
internal static class PowerOfTwo
{
    /// <summary>1.5·2^52: adding it rounds to a whole number, which then stands in the lowest bits.</summary>
    private const double Rounder = 6755399441055744;

    private const int MantissaBits = 52;

    /// <summary>2^x = 2^n · 2^f with n whole and f within ±1/2; the polynomial is 2^f, through Chebyshev's points.</summary>
    public static Vector512<double> Of(Vector512<double> exponent)
    {
        var rounded = exponent + Vector512.Create(Rounder);
        var rest = exponent - (rounded - Vector512.Create(Rounder));
        var power = Vector512.Create(7.070977866508138e-09);
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(1.0205905413765595e-07));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(1.3215451633221434e-06));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(1.5252672924850737e-05));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.00015403530424776529));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.0013333558200794592));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.009618129107618665));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.05550410866465167));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.24022650695910075));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(0.6931471805599462));
        power = Vector512.FusedMultiplyAdd(power, rest, Vector512.Create(1.0));
        return (power.AsInt64() + Vector512.ShiftLeft(rounded.AsInt64(), MantissaBits)).AsDouble();
    }
}
