namespace Tandem.Core.Vocabulary;

/// <summary>What an entry is called within its relationship: 1 to 64 of A-Z a-z 0-9 _ -; <c>default</c> is none.</summary>
public readonly record struct EntryId(string? Value)
{
    /// <summary>Whether a text may be an id, or the name of a text group.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 0 and <= Limits.IdChars } && text.AsSpan().IndexOfAnyExcept(Allowed) < 0;

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public override string ToString() => Value ?? "";
}
