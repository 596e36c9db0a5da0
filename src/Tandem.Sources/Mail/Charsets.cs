using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>Character sets by the names mail gives them. What is unknown or broken is still read, as well as can be.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252;

    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    public static string Decode(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (name.IsEmpty || Ascii.EqualsIgnoreCase(name, "us-ascii"u8) || Ascii.EqualsIgnoreCase(name, "utf-8"u8) || name.Length > 40)
        {
            return DecodeUnnamed(text);
        }

        try
        {
            return Encoding.GetEncoding(CommonName(Encoding.ASCII.GetString(name))).GetString(text);
        }
        catch (ArgumentException)
        {
            return DecodeUnnamed(text);
        }
        catch (NotSupportedException)
        {
            return DecodeUnnamed(text);
        }
    }

    /// <summary>Raw 8-bit text: UTF-8 if it is valid, else Windows-1252, which is what such mail was nearly always written in.</summary>
    public static string DecodeUnnamed(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text))
        {
            return Encoding.ASCII.GetString(text);
        }

        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(text);
        }
    }

    /// <summary>Names that mail programs write and the platform does not know.</summary>
    private static string CommonName(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "unicode-1-1-utf-8" or "utf-8-mac" => "utf-8",
        "latin1" or "iso8859-1" or "iso_8859-1" or "8859-1" => "iso-8859-1",
        "cp1252" or "ansi" or "x-ansi" => "windows-1252",
        "cp-850" or "cp850" => "ibm850",
        "gbk" or "x-gbk" => "gb18030",
        "ks_c_5601-1987" or "euc_kr" => "euc-kr",
        var other => other,
    };
}
