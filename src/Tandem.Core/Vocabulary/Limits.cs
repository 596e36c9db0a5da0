namespace Tandem.Core.Vocabulary;

/// <summary>Every limit has a name; what exceeds one is counted and reported, never silently cut.</summary>
public static class Limits
{
    /// <summary>The longest header block of one message, in bytes. What follows is read as body.</summary>
    public const int HeaderBytes = 1 << 20;

    /// <summary>The most identifiers kept from one message's References and In-Reply-To: the first and the last ones.</summary>
    public const int LinksPerMessage = 1000;

    /// <summary>The most addresses kept from one header field of one message.</summary>
    public const int AddressesPerField = 10_000;

    /// <summary>The longest address, in bytes (RFC 5321 allows 254; real mail has longer ones).</summary>
    public const int AddressBytes = 1000;

    /// <summary>How much of a subject is kept, in bytes as sent.</summary>
    public const int SubjectBytes = 1000;

    /// <summary>How much of a body is read to find out whether it asks something, in bytes.</summary>
    public const int AskBytes = 64 * 1024;

    /// <summary>How deep a message may be nested in multiparts before the rest is left unread.</summary>
    public const int MimeDepth = 20;

    /// <summary>The most problems listed one by one in a report; the rest is counted.</summary>
    public const int ProblemsListed = 1000;

    /// <summary>The most rows of a ranked list in a reading: waits, ties, reasons.</summary>
    public const int RowsListed = 50;
}
