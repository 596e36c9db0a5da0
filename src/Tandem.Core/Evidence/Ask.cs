namespace Tandem.Core.Evidence;

/// <summary>Placeholder until the next file is written.</summary>
public static class Ask
{
    public static Traits In(string text, string subject) => text.Contains('?', StringComparison.Ordinal) ? Traits.Asks : Traits.None;
}
