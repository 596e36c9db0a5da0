using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Web.Shell;

/// <summary>
/// Numbers as people write them: spaces or apostrophes between thousands, a comma or a point before the decimals, or both marks where
/// the last of them can only be the decimal one. What can be read in two ways is not read: nothing that was entered is taken back.
/// </summary>
public static partial class Amounts
{
    private const double Roundest = 1e15;

    public static bool TryRead(string? text, out decimal amount)
    {
        var bare = Bare(text);
        amount = 0;
        if (Unclear.IsMatch(bare) || !Known.IsMatch(bare))
        {
            return false;
        }

        var mark = bare.LastIndexOfAny([',', '.']);
        var plain = mark < 0 ? bare
            : $"{bare[..mark].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)}.{bare[(mark + 1)..]}";
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out amount);
    }

    /// <summary>Whether its marks may part thousands as well as decimals, as in <c>18,000</c>.</summary>
    public static bool IsUnclear(string? text) => Unclear.IsMatch(Bare(text));

    /// <summary>For a field: never so that it could be read in two ways.</summary>
    public static string Write(decimal amount)
    {
        var written = amount.ToString("0.############", CultureInfo.InvariantCulture);
        return Unclear.IsMatch(written) ? written + "0" : written;
    }

    public static string Write(double number) => Math.Abs(number) < Roundest
        ? Write((decimal)Math.Round(number, 4))
        : number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Bare(string? text) => Group.Replace((text ?? "").Trim().Replace('\u2212', '-'), "");

    /// <summary>A mark before three digits, ahead of any decimals.</summary>
    [GeneratedRegex(@"(?<=^[-+]?[0-9\s'’]*[0-9])[\s'’](?=[0-9]{3}(?![0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Group { get; }

    [GeneratedRegex(@"^[-+]?[1-9][0-9]{0,2}([.,][0-9]{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Unclear { get; }

    [GeneratedRegex(
        @"^[-+]?([0-9]+|[0-9]*[.,][0-9]+|[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Known { get; }
}
