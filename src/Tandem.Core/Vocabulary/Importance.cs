namespace Tandem.Core.Vocabulary;

/// <summary>How much a commitment, an incident or a decision matters.</summary>
public enum Importance
{
    Minor,
    Normal,
    Major,
}
