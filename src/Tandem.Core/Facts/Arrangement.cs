namespace Tandem.Core.Facts;

/// <summary>An entry of an executive sponsor program. Its body may be any object; nothing is read from it yet.</summary>
public sealed record Arrangement(string Name) : Fact
{
    public override string Kind => Name;
}
