namespace Tandem.Workspace.People;

/// <summary>A domain an organization says is its own, proven or not yet.</summary>
/// <param name="Code">What the TXT record says.</param>
/// <param name="Method"><c>dns</c>, or the role address that was written to; <c>null</c> until it was shown.</param>
public sealed record Domain(string Name, string Code, string? Method, DateTimeOffset AskedAt, DateTimeOffset? ProvenAt, int Attempts);

/// <summary>What became of a claim to a domain.</summary>
public enum DomainAnswer
{
    Done,

    /// <summary>Not a domain, one of a mail provider, or one under which anybody registers.</summary>
    NotOne,

    /// <summary>Another organization of this host has shown that it is its own.</summary>
    Taken,
    TooMany,
    NotThere,

    /// <summary>The record is not there, or the code is another one.</summary>
    NotShown,
}
