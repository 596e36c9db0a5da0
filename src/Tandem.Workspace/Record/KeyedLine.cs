namespace Tandem.Workspace.Record;

/// <summary>A line as somebody wrote it.</summary>
/// <param name="Utf8">Without its line feed.</param>
/// <param name="Key">Its idempotency key.</param>
public readonly record struct KeyedLine(ReadOnlyMemory<byte> Utf8, string? Key);
