namespace Tandem.Core.Vocabulary;

/// <summary>An organization; <c>default</c> is none.</summary>
public readonly record struct OrganizationId(Guid Value)
{
    public override string ToString() => Value.ToString("n")[..12];
}
