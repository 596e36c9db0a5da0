using System.Buffers;
using Tandem.Core.Ledger;

namespace Tandem.Workspace.Record;

/// <summary>A line of an export with everything about it that needs no other line.</summary>
/// <param name="Entry"><c>null</c> when it cannot be one.</param>
/// <param name="Leaf">The hash of its leaf, computed from its words.</param>
/// <param name="IsAsWritten">Whether it is, byte for byte, what Tandem writes: nothing beside what the leaf commits to.</param>
internal readonly record struct CheckedLine(Entry? Entry, Hash Leaf, bool IsAsWritten, Refusal? Refusal)
{
    public static CheckedLine Of(ReadOnlyMemory<byte> utf8)
    {
        var line = Line.Read(utf8);
        if (line.Statement is not { Seal: { } seal } statement)
        {
            return new(null, default, false, line.Refusal);
        }

        var entry = Entry.Of(statement with { Seal = null }, seal);
        var written = new ArrayBufferWriter<byte>(utf8.Length);
        LineWriter.Write(written, entry);
        return new(entry, entry.LeafHash, written.WrittenSpan.SequenceEqual(utf8.Span), null);
    }
}
