namespace Tandem.Core.Relationship;

/// <summary>Which state of a chronicle is read: it moves on with every entry that comes, or that was only imagined and goes.</summary>
internal sealed class Edition
{
    public long Number { get; set; } = 1;
}
