using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>Reads the <c>seal</c> of a line; it is all there and fits the texts, or it is refused.</summary>
internal static class SealReader
{
    private const int KeyChars = 8;
    private const int MostSignatureBytes = 80; // a P-256 signature in DER has at most 72

    /// <returns><c>false</c> for a seal that breaks a rule; none at all is fine.</returns>
    public static bool TryRead(JsonElement line, ImmutableArray<TextGroup> texts, out Seal? seal)
    {
        seal = null;
        if (!line.TryGetProperty("seal", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (given.ValueKind != JsonValueKind.Object
            || !Guid.TryParseExact(Text(given, "relationship"), "N", out var relationship)
            || !given.TryGetProperty("sequence", out var number) || number.ValueKind != JsonValueKind.Number
            || !number.TryGetInt64(out var sequence) || sequence < 1
            || !TrySalts(given, texts, out var bodySalt, out var textSalts)
            || !TryErased(given, texts, out var erased) || !TrySignature(given, out var signature))
        {
            return false;
        }

        seal = new(new(relationship), sequence, bodySalt, textSalts, erased, signature);
        return true;
    }

    private static bool TrySalts(
        JsonElement seal, ImmutableArray<TextGroup> texts, out byte[] bodySalt, out ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> textSalts)
    {
        (bodySalt, textSalts) = ([], ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.WithComparers(StringComparer.Ordinal));
        if (!seal.TryGetProperty("salts", out var salts) || salts.ValueKind != JsonValueKind.Object || !TrySalt(salts, "body", out bodySalt))
        {
            return false;
        }

        if (!salts.TryGetProperty("text", out var ofTexts))
        {
            return texts.IsEmpty;
        }

        if (ofTexts.ValueKind != JsonValueKind.Object || ofTexts.EnumerateObject().Count() != texts.Length)
        {
            return false;
        }

        foreach (var group in texts)
        {
            if (!TrySalt(ofTexts, group.Name, out var salt))
            {
                return false;
            }

            textSalts = textSalts.Add(group.Name, salt);
        }

        return true;
    }

    private static bool TryErased(JsonElement seal, ImmutableArray<TextGroup> texts, out ImmutableSortedDictionary<string, Hash> erased)
    {
        erased = ImmutableSortedDictionary<string, Hash>.Empty.WithComparers(StringComparer.Ordinal);
        if (!seal.TryGetProperty("erased", out var given))
        {
            return true;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var group in given.EnumerateObject())
        {
            if (!EntryId.IsOne(group.Name) || texts.Any(text => text.Name == group.Name)
                || erased.Count + texts.Length == Limits.TextGroups
                || !TrySalt(given, group.Name, out var commitment))
            {
                return false;
            }

            erased = erased.Add(group.Name, new(commitment));
        }

        return true;
    }

    private static bool TrySignature(JsonElement seal, out SideSignature? signature)
    {
        signature = null;
        if (!seal.TryGetProperty("signature", out var given))
        {
            return true;
        }

        if (given.ValueKind != JsonValueKind.Object || Text(given, "key") is not { Length: KeyChars } key
            || !key.All(char.IsAsciiHexDigitLower)
            || !StrictBase64.TryDecode(Text(given, "value"), out var value) || value.Length > MostSignatureBytes)
        {
            return false;
        }

        signature = new(key, value);
        return true;
    }

    private static bool TrySalt(JsonElement from, string name, out byte[] salt) =>
        StrictBase64.TryDecode(Text(from, name), out salt) && salt.Length == Seal.SaltBytes;

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
