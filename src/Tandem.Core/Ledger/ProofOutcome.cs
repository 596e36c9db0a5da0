namespace Tandem.Core.Ledger;

/// <summary>What checking a proof came to; only the last one is good. <c>default</c> is a refusal.</summary>
public enum ProofOutcome
{
    /// <summary>No tree has this index or these sizes, or there is nothing to prove between them.</summary>
    OutOfRange,

    /// <summary>A proof for these sizes has more hashes, or fewer.</summary>
    WrongLength,

    /// <summary>The hashes lead elsewhere.</summary>
    WrongHash,

    Holds,
}
