using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Sources.Mail;

/// <summary>
/// The plain text that a person wrote: the first text/plain part, else the first text/html with its markup taken off.
/// Attachments are passed over. Reads no more than the limits allow.
/// </summary>
internal static class MimeText
{
    /// <summary>The text of a message, or <c>null</c> when it has none at hand.</summary>
    public static string? Of(ReadOnlySpan<byte> message)
    {
        var found = default(Found);
        Visit(message, 0, ref found);
        var text = found.Plain ?? (found.Html is { } html ? HtmlText.Of(html) : null);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static void Visit(ReadOnlySpan<byte> entity, int depth, ref Found found)
    {
        if (depth > Limits.MimeDepth || found.Plain is not null)
        {
            return;
        }

        var head = Head.Of(entity);
        var body = entity[Math.Min(head.BodyStart, entity.Length)..];
        if (StartsWith(head.ContentType, "multipart/"u8) && Parameters.Find(head.ContentType, "boundary"u8) is { Length: > 0 } boundary)
        {
            VisitParts(body, Encoding.Latin1.GetBytes("--" + boundary), depth, ref found);
            return;
        }

        if (StartsWith(head.Disposition.Trim(" \t\r\n"u8), "attachment"u8))
        {
            return;
        }

        if (head.ContentType.IsEmpty || StartsWith(head.ContentType, "text/plain"u8) || !head.ContentType.Contains((byte)'/'))
        {
            found.Plain = Text(head, body);
        }
        else if (found.Html is null && StartsWith(head.ContentType, "text/html"u8))
        {
            found.Html = Text(head, body);
        }
    }

    /// <summary>RFC 2046 §5.1.1: a boundary stands at the start of a line; a missing end is the end of the message.</summary>
    private static void VisitParts(ReadOnlySpan<byte> body, byte[] delimiter, int depth, ref Found found)
    {
        var start = NextDelimiter(body, delimiter, 0);
        while (start >= 0 && found.Plain is null)
        {
            var lineEnd = body[start..].IndexOf((byte)'\n');
            if (lineEnd < 0 || body[(start + delimiter.Length)..].StartsWith("--"u8))
            {
                return;
            }

            var from = start + lineEnd + 1;
            start = NextDelimiter(body, delimiter, from);
            Visit(start < 0 ? body[from..] : body[from..start], depth + 1, ref found);
        }
    }

    private static int NextDelimiter(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter, int from)
    {
        for (var at = from; at <= body.Length - delimiter.Length;)
        {
            var next = body[at..].IndexOf(delimiter);
            if (next < 0)
            {
                return -1;
            }

            if (at + next == 0 || body[at + next - 1] == '\n')
            {
                return at + next;
            }

            at += next + delimiter.Length;
        }

        return -1;
    }

    private static string Text(Head head, ReadOnlySpan<byte> body)
    {
        var cut = body[..Math.Min(body.Length, Limits.AskBytes)];
        var charset = Parameters.Find(head.ContentType, "charset"u8);
        return Charsets.Decode(charset is null ? default : Encoding.Latin1.GetBytes(charset), TransferEncoding.Decode(head.Transfer, cut));
    }

    private static bool StartsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> lowerCased)
    {
        value = value.TrimStart(" \t\r\n"u8);
        return value.Length >= lowerCased.Length && Ascii.EqualsIgnoreCase(value[..lowerCased.Length], lowerCased);
    }

    private struct Found
    {
        public string? Plain;
        public string? Html;
    }

    private readonly ref struct Head
    {
        public ReadOnlySpan<byte> ContentType { get; private init; }

        public ReadOnlySpan<byte> Transfer { get; private init; }

        public ReadOnlySpan<byte> Disposition { get; private init; }

        public int BodyStart { get; private init; }

        public static Head Of(ReadOnlySpan<byte> entity)
        {
            ReadOnlySpan<byte> type = default, transfer = default, disposition = default;
            var fields = new HeaderFields(entity);
            while (fields.MoveNext())
            {
                if (fields.Is("content-type"u8))
                {
                    type = fields.Value[..Math.Min(fields.Value.Length, Limits.ContentTypeBytes)];
                }
                else if (fields.Is("content-transfer-encoding"u8))
                {
                    transfer = fields.Value;
                }
                else if (fields.Is("content-disposition"u8))
                {
                    disposition = fields.Value;
                }
            }

            return new() { ContentType = type, Transfer = transfer, Disposition = disposition, BodyStart = fields.BodyStart };
        }
    }
}
