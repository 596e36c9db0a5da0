namespace Tandem.Core.Evidence;

/// <summary>One message as a source hands it over: numbers and keys only, no text.</summary>
public readonly ref struct Message
{
    /// <summary>The instant of a message whose date is missing or cannot be read.</summary>
    public const long Undated = long.MinValue;

    /// <summary>The key of the Message-ID, or of the content where there is none. Never 0.</summary>
    public required ulong Id { get; init; }

    /// <summary>Seconds since 1970-01-01T00:00:00Z, or <see cref="Undated"/>.</summary>
    public required long SentAt { get; init; }

    /// <summary>The author's number in the address book, or -1.</summary>
    public required int Author { get; init; }

    public required ReadOnlySpan<int> To { get; init; }

    public required ReadOnlySpan<int> Cc { get; init; }

    /// <summary>The identifiers of In-Reply-To, in their order.</summary>
    public required ReadOnlySpan<ulong> InReplyTo { get; init; }

    /// <summary>The identifiers of References, oldest first.</summary>
    public required ReadOnlySpan<ulong> References { get; init; }

    public required Traits Traits { get; init; }

    public required Origin Origin { get; init; }

    /// <summary>The same message with its people under other numbers.</summary>
    public Message With(int author, ReadOnlySpan<int> to, ReadOnlySpan<int> cc) => new()
    {
        Id = Id,
        SentAt = SentAt,
        Author = author,
        To = to,
        Cc = cc,
        InReplyTo = InReplyTo,
        References = References,
        Traits = Traits,
        Origin = Origin,
    };
}
