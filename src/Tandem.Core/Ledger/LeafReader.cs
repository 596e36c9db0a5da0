using System.Collections.Immutable;
using System.Text.Json;

namespace Tandem.Core.Ledger;

/// <summary>Reads from a leaf what is kept nowhere else once texts are erased.</summary>
public static class LeafReader
{
    /// <param name="leaf">A leaf that this program wrote.</param>
    /// <param name="present">The text groups that are still there.</param>
    /// <returns>The commitments of the other groups, and the side's signature.</returns>
    public static (ImmutableSortedDictionary<string, Hash> Erased, SideSignature? Signature) Rest(
        ReadOnlyMemory<byte> leaf, IEnumerable<string> present)
    {
        if (leaf.Span.EndsWith("\",\"text\":{}}"u8) && leaf.Span.IndexOf(",\"signature\":{"u8) < 0)
        {
            return (Seal.NothingErased, null); // as most leaves are
        }

        using var document = JsonDocument.Parse(leaf);
        var erased = Seal.NothingErased;
        foreach (var group in document.RootElement.GetProperty("text").EnumerateObject().Where(group => !present.Contains(group.Name)))
        {
            erased = Hash.TryParseBase64(group.Value.GetString(), out var commitment)
                ? erased.Add(group.Name, commitment)
                : throw new FormatException($"The leaf's commitment of '{group.Name}' is none.");
        }

        return (erased, document.RootElement.TryGetProperty("signature", out var signature)
            ? new(signature.GetProperty("key").GetString()!, Convert.FromBase64String(signature.GetProperty("value").GetString()!))
            : null);
    }
}
