namespace Tandem.Core.Ledger;

/// <summary>A side's signature over what it said.</summary>
/// <param name="Key">Which of its keys: eight hexadecimal digits.</param>
/// <param name="Value">ECDSA over SHA-256, ASN.1 DER.</param>
public sealed record SideSignature(string Key, ReadOnlyMemory<byte> Value);
