using System.Globalization;
using System.Security.Cryptography;

namespace Tandem.Web.Depth;

/// <summary>What somebody typed into a form, or what it is filled with before they do.</summary>
public sealed class Typed
{
    private readonly Dictionary<string, string> values = [];

    public string this[string name]
    {
        get => values.GetValueOrDefault(name, "");
        set => values[name] = value;
    }

    public static Typed Of(IFormCollection form)
    {
        var typed = new Typed();
        foreach (var (name, value) in form)
        {
            typed[name] = value.ToString().Trim();
        }

        return typed;
    }

    public bool Has(string name) => this[name].Length > 0;

    /// <summary>A number as people write it: with a comma or a point, with spaces between thousands.</summary>
    public decimal? Number(string name) => Number(this[name], out var number) ? number : null;

    public static bool Number(string text, out decimal number) => decimal.TryParse(
        text.Replace('\u2212', '-').Replace(',', '.').Replace(" ", "").Replace("\u202F", "").Replace("\u00A0", ""),
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>As entries write amounts.</summary>
    public static string Amount(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>For one rendered form: sending it twice enters once.</summary>
    public static string NewKey() => "page/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
