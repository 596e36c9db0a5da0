using Tandem.Core.Ledger;

namespace Tandem.Workspace.Record;

/// <param name="Kept">A checkpoint, receipt or export that was kept earlier.</param>
/// <param name="TrustedKey">The host's key as somebody knows it from elsewhere: the verifier key, or its eight digits.</param>
/// <param name="Attachment">The SHA-256 of a document, in hexadecimal: which entries name it?</param>
/// <param name="AlwaysRules">Decide upon every entry anew, however many there are: takes memory for each.</param>
public sealed record VerificationOptions(
    KeptProof? Kept = null, string? TrustedKey = null, string? Attachment = null, bool AlwaysRules = false);

/// <summary>What somebody kept: a checkpoint, and perhaps the receipt it came with. Keys that came with it prove nothing.</summary>
public sealed record KeptProof(SignedCheckpoint Checkpoint, Receipt? Receipt);
