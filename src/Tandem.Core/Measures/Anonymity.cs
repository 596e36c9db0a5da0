namespace Tandem.Core.Measures;

/// <summary>
/// What may be shown of a closed pulse round without showing who said it. A workspace may ask for more respondents,
/// never for fewer. measures.md 9.
/// </summary>
public static class Anonymity
{
    /// <summary>Fewer respondents than this are shown as too few.</summary>
    public const int LeastRespondents = 4;

    /// <summary>Words give people away sooner than figures do.</summary>
    public const int LeastForFreeText = 8;

    public static bool MayShow(int respondents, int minimum = LeastRespondents) =>
        respondents >= Math.Max(minimum, LeastRespondents);

    /// <summary>A group and all the others must both be large enough: who knows the whole can subtract.</summary>
    public static bool MayShowSubgroup(int respondents, int subgroup, int minimum = LeastRespondents) =>
        MayShow(subgroup, minimum) && MayShow(respondents - subgroup, minimum);

    /// <summary>Without everybody's consent.</summary>
    public static bool MayShowFreeText(int respondents, int minimum = LeastForFreeText) =>
        respondents >= Math.Max(minimum, LeastForFreeText);
}
