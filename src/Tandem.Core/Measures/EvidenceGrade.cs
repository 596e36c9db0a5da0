using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>How much the standing rests on, said plainly instead of as a made-up probability. measures.md 8.</summary>
public enum EvidenceGrade
{
    Low,
    Medium,
    High,
}

/// <summary>Grades evidence by its amount, never by what it says.</summary>
public static class EvidenceGrades
{
    public const double HighInformation = 6;

    public const double HighShareInformation = 5;

    public const double MediumInformation = 3;

    /// <param name="information">The sum of weights behind each trust.</param>
    /// <param name="shareInformation">Kish's effective number of entries behind the balance.</param>
    public static EvidenceGrade Of(Sides<double> information, Sides<double?> value, double shareInformation)
    {
        var least = Math.Min(information.A, information.B);
        if (least >= HighInformation && value is { A: not null, B: not null }
            && shareInformation >= HighShareInformation)
        {
            return EvidenceGrade.High;
        }

        return least >= MediumInformation && (value.A ?? value.B) is not null
            ? EvidenceGrade.Medium
            : EvidenceGrade.Low;
    }
}
