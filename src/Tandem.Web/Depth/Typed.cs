using System.Globalization;
using System.Security.Cryptography;
using Tandem.Web.Shell;

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

    /// <summary>A number as people write it.</summary>
    public decimal? Number(string name) => Amounts.TryRead(this[name], out var number) ? number : null;

    /// <summary>The first of these that is a number which can be read in two ways; <c>null</c> when none is.</summary>
    public string? Unclear(Func<string, bool> isNumber) =>
        values.FirstOrDefault(pair => isNumber(pair.Key) && Amounts.IsUnclear(pair.Value)).Value;

    /// <summary>As entries write amounts.</summary>
    public static string Amount(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>For one rendered form: sending it twice enters once.</summary>
    public static string NewKey() => "page/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
