namespace Tandem.Core.Evidence;

/// <summary>What a message is, beside who wrote it to whom and when.</summary>
[Flags]
public enum Traits : ushort
{
    None = 0,

    /// <summary>Written by a program in answer to something (RFC 3834): Auto-Submitted, out of office, delivery reports.</summary>
    Automatic = 1,

    /// <summary>Sent to many alike: Precedence bulk or junk, List-Unsubscribe without a discussion list.</summary>
    Bulk = 2,

    /// <summary>Came over a discussion list (List-Id, List-Post).</summary>
    List = 4,

    /// <summary>A body was at hand when the message was read.</summary>
    Body = 8,

    /// <summary>The author's own, unquoted words ask for something.</summary>
    Asks = 16,

    /// <summary>Says itself that no reply is needed.</summary>
    NoReplyNeeded = 32,

    /// <summary>Has neither In-Reply-To nor References.</summary>
    Starts = 64,

    /// <summary>The From line was rewritten by a list; the author was found in Reply-To.</summary>
    AuthorFromReplyTo = 128,

    /// <summary>The From line was rewritten by a list; the author was found in X-Original-From.</summary>
    AuthorFromOriginalFrom = 256,

    /// <summary>The body was read to find out whether it asks; without it the addresses alone decide.</summary>
    BodyRead = 512,

    /// <summary>A draft that was never sent (a Maildir's flag D, Gmail's label).</summary>
    Unsent = 1024,
}
