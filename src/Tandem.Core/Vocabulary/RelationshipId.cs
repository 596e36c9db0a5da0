namespace Tandem.Core.Vocabulary;

/// <summary>A relationship between exactly two organizations; <c>default</c> is none.</summary>
public readonly record struct RelationshipId(Guid Value)
{
    public override string ToString() => Value.ToString("n");
}
