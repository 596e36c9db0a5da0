namespace Tandem.Workspace.People;

/// <summary>A person who can sign in.</summary>
public readonly record struct AccountId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
