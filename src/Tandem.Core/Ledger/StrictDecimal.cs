using System.Globalization;

namespace Tandem.Core.Ledger;

/// <summary>ASCII decimals from 0 up, written in the one way: no sign, no spaces, no leading zeros.</summary>
internal static class StrictDecimal
{
    public static bool TryParse(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && text.SequenceEqual(Text(number));

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
