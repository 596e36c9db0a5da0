namespace Tandem.Store.Ledger;

/// <summary>A text group as it is stored.</summary>
internal sealed record LockedText(long Sequence, string Name, ReadOnlyMemory<byte> Salt, long KeyNumber, byte[] Locked);
