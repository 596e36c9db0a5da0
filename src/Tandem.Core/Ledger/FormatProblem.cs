namespace Tandem.Core.Ledger;

/// <summary>Why a text from outside is not a note, a key, a checkpoint or a receipt.</summary>
public enum FormatError
{
    None,
    TooLong,
    NotUtf8,

    /// <summary>A control character other than newline.</summary>
    ControlCharacter,

    /// <summary>The text does not end in a newline, or no empty line stands before the signatures.</summary>
    NoSignatures,
    TooManySignatures,

    /// <summary>Not an em dash, a space, a name, a space and base64 of more than four bytes.</summary>
    SignatureLine,

    /// <summary>Not three parts, or not in the one way to write them.</summary>
    Key,

    /// <summary>An algorithm other than ECDSA with SHA-256.</summary>
    KeyAlgorithm,

    /// <summary>Not an uncompressed point on P-256 in a SubjectPublicKeyInfo.</summary>
    KeyNotOnP256,
    KeyId,
    Origin,
    Size,
    RootHash,

    /// <summary>An empty line where none may be.</summary>
    EmptyLine,

    /// <summary>A receipt of another version, or none.</summary>
    Header,
    Extra,
    Index,
    ProofHash,
    TooManyHashes,
}

/// <summary>Where a text from outside is wrong, and why. <c>default</c> is no problem.</summary>
/// <param name="Error">Why.</param>
/// <param name="Line">The line, counted from 1; 0 for the whole.</param>
public readonly record struct FormatProblem(FormatError Error, int Line = 0);
