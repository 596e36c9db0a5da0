namespace Tandem.Samples;

/// <summary>One message of the story before it is put into bytes.</summary>
internal sealed record Letter
{
    public required Person From { get; init; }

    public required IReadOnlyList<Person> To { get; init; }

    public IReadOnlyList<Person> Cc { get; init; } = [];

    public required DateTimeOffset Sent { get; init; }

    public required string Subject { get; init; }

    /// <summary>The own words, greeting and closing included, without signature and quotation; paragraphs apart by an
    /// empty line.</summary>
    public required string Text { get; init; }

    /// <summary>What it answers, and quotes.</summary>
    public Letter? Parent { get; init; }

    public required string Id { get; init; }

    /// <summary>Whether it went to the project's mailing list too.</summary>
    public bool OnList { get; init; }

    public bool IsSigned { get; init; } = true;

    public bool Quotes { get; init; } = true;

    /// <summary>Header lines beside the usual ones.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The iCalendar part of an invitation or of the answer to one.</summary>
    public string? Event { get; init; }

    /// <summary>Stands in place of the Date line, for the few whose clock or program is broken; empty leaves the line
    /// out.</summary>
    public string? OddDate { get; init; }
}
