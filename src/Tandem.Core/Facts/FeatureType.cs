namespace Tandem.Core.Facts;

/// <summary>Number, ordered word, word, yes or no, set of words.</summary>
public enum FeatureType
{
    Num,
    Ord,
    Nom,
    Bool,
    Set,
}
