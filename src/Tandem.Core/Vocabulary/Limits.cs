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

    /// <summary>How many archives may lie in each other, as in a tar inside a gzip inside a zip.</summary>
    public const int ArchiveDepth = 4;

    /// <summary>The longest name of a member of an archive that is kept.</summary>
    public const int NameChars = 1000;

    /// <summary>How many bytes may come out of a packed file for each of its own, beyond <see cref="UnpackedFreely"/>.</summary>
    public const long UnpackedPerByte = 1000;

    /// <summary>What any packed file may hold.</summary>
    public const long UnpackedFreely = 1L << 30;

    /// <summary>The longest Content-Type that is looked into, in bytes.</summary>
    public const int ContentTypeBytes = 4096;

    /// <summary>The most problems listed one by one in a report; the rest is counted.</summary>
    public const int ProblemsListed = 1000;

    /// <summary>The most rows of a ranked list in a reading: waits, ties, reasons.</summary>
    public const int RowsListed = 50;

    /// <summary>The largest kappa, equity weight or weight of a feature that a charter may agree on.</summary>
    public const double ParameterMost = 1000;

    /// <summary>How many relationships of a portfolio are sorted; more are told in the order in which they are read.</summary>
    public const int PortfolioSorted = 100_000;

    /// <summary>The longest line of a ledger, in bytes without its line feed.</summary>
    public const int LineBytes = 65_536;

    /// <summary>How much longer a line may be for its seal.</summary>
    public const int SealBytes = 8192;

    /// <summary>How deep the objects and lists of a line may be nested.</summary>
    public const int LineDepth = 32;

    /// <summary>The longest id of an entry, name of a text group or author's pseudonym.</summary>
    public const int IdChars = 64;

    /// <summary>The longest name, class, project or code in the body of an entry.</summary>
    public const int CodeChars = 200;

    /// <summary>The most text groups of one entry.</summary>
    public const int TextGroups = 16;

    /// <summary>The most members of a list or object in the body of an entry: options, waits, items, classes.</summary>
    public const int BodyItems = 1000;

    /// <summary>The most documents one entry can name.</summary>
    public const int Attachments = 20;

    /// <summary>How few people may stand behind a pulse, so that nobody can be told from the mean.</summary>
    public const int PulseRespondents = 4;

    /// <summary>How much of what was found is repeated in a refusal.</summary>
    public const int FoundChars = 80;

    /// <summary>The most lines written in one go; further ones go into the next.</summary>
    public const int LinesAtOnce = 4000;

    /// <summary>The most refused lines of a replay that are listed one by one; the rest is counted.</summary>
    public const int RefusalsListed = 10_000;

    /// <summary>How many entries of one ledger are kept in memory between writes.</summary>
    public const int EntriesHeld = 100_000;

    /// <summary>The most checkpoints of the past in one export.</summary>
    public const int CheckpointsExported = 1000;

    /// <summary>How many texts of one person one key locks, so that erasing one of them re-locks few others.</summary>
    public const int TextsPerKey = 64;

    /// <summary>The longest idempotency key.</summary>
    public const int KeyChars = 200;

    /// <summary>How much the workspace may put before a key that it was given, so that it is none of its own.</summary>
    public const int KeyPrefixChars = 8;

    /// <summary>The longest signed note, in bytes: sixteen signatures of five kilobytes must fit (c2sp.org/signed-note).</summary>
    public const int NoteBytes = 1 << 18;

    /// <summary>The most signatures of one note; at least sixteen must be accepted.</summary>
    public const int NoteSignatures = 100;

    /// <summary>The longest name of a key.</summary>
    public const int KeyNameChars = 255;

    /// <summary>The longest receipt, in bytes, and with it the most extra data.</summary>
    public const int ReceiptBytes = 1 << 19;

    /// <summary>The most hashes of a proof: a tree whose size fits 63 bits has no more levels.</summary>
    public const int ProofHashes = 63;

    /// <summary>How many entries of all ledgers together are kept folded for reading.</summary>
    public const int EntriesShelved = 300_000;

    /// <summary>The most drafts of one side in one relationship.</summary>
    public const int Drafts = 5000;

    /// <summary>The most invitations of one relationship that are listed.</summary>
    public const int InvitationsListed = 50;

    /// <summary>The most ways of looking at the portfolio that one person keeps.</summary>
    public const int SavedViews = 30;

    /// <summary>The most members of one organization that a page lists.</summary>
    public const int Members = 5000;

    /// <summary>The most invitations of members that an organization has open at once.</summary>
    public const int MemberInvitations = 200;

    /// <summary>The most domains an organization may name.</summary>
    public const int Domains = 50;

    /// <summary>How often an organization may try to show that a domain is its own before it must name it anew.</summary>
    public const int DomainAttempts = 20;

    /// <summary>The most API keys an organization has open at once.</summary>
    public const int ApiKeys = 100;

    /// <summary>The most absences of one organization, and the most days of one.</summary>
    public const int Absences = 500;

    /// <summary>The longest absence, in days.</summary>
    public const int AbsenceDays = 366;

    /// <summary>The longest name of a person, an organization or a key, in characters.</summary>
    public const int PersonNameChars = 200;

    /// <summary>The longest password: longer ones only cost time.</summary>
    public const int PasswordChars = 256;

    /// <summary>The longest note, text field or message of an invitation that a page takes.</summary>
    public const int TextChars = 20_000;

    /// <summary>The longest name of a person, an organization, a view or a key.</summary>
    public const int TitleChars = 120;

    /// <summary>The most rows of one page of the API, and the most drafts of one what-if.</summary>
    public const int ApiPage = 200;
    /// <summary>The most relationships that one open page, or all pages of one browser together, follow.</summary>
    public const int LiveRelationships = 100;

    /// <summary>The most streams of news one account has open at once: one for each of its browsers is enough.</summary>
    public const int LiveStreamsOfAccount = 10;

    /// <summary>The most streams of news one process keeps open.</summary>
    public const int LiveStreams = 2000;

    /// <summary>The longest address of mail.</summary>
    public const int AddressChars = 254;

    /// <summary>The most bytes of mail that one upload may bring; more goes in several, or by the command line.</summary>
    public const long UploadBytes = 8L << 30;

    /// <summary>The most files of one upload.</summary>
    public const int UploadFiles = 200;

    /// <summary>How many imports of one organization may wait for each other.</summary>
    public const int ImportsQueued = 20;

    /// <summary>How many imports that ended are still told of, with what could not be read.</summary>
    public const int ImportsRemembered = 20;
}
