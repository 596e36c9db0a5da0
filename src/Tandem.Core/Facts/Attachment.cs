using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A document that an entry means, named by what it contains. The document itself is kept elsewhere.</summary>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
public sealed record Attachment(string Sha256, long Bytes, string MediaType)
{
    private const int HashChars = 64;

    internal static Attachment Read(Body body)
    {
        var attachment = new Attachment(
            body.Code("sha256"), (long)body.Number("bytes", 0, MostBytes), body.Code("media_type"));
        body.Require(attachment.Bytes == body.Number("bytes", 0, MostBytes), "bytes");
        body.Require(attachment.Sha256.Length == HashChars && attachment.Sha256.All(char.IsAsciiHexDigitLower), "sha256");
        return attachment;
    }

    /// <summary>What a double counts without a gap.</summary>
    private const double MostBytes = 9_007_199_254_740_991;
}
