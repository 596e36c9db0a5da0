namespace Tandem.Core.Measures;

/// <summary>How far rewards follow inputs. measures.md 6.</summary>
public enum EquityBand
{
    /// <summary>Within five share points.</summary>
    Fair,

    /// <summary>Within ten.</summary>
    Watch,

    Inequitable,
}
