namespace Tandem.Core.Facts;

/// <summary>How much say a side had in a decision, from none to its own.</summary>
public enum Participation
{
    Imposed,
    Informed,
    Consulted,
    Agreed,
    Own,
}
