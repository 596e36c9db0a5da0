using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Outside;

/// <summary>A letter as mail has it: plain text, the link on a line of its own.</summary>
internal static class Envelope
{
    public static MailMessage Of(Letter letter, string from)
    {
        var message = new MailMessage(new MailAddress(from, "Tandem"), new MailAddress(letter.To))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = BodyOf(letter),
            BodyEncoding = Encoding.UTF8,
            // Links survive: base64 breaks no line where a reader would see it.
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Content-Language", letter.Language);
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no vacation notice answers it
        return message;
    }

    public static string BodyOf(Letter letter)
    {
        var paragraphs = letter.Link is { } link ? letter.Text.Add(link.AbsoluteUri).AddRange(letter.Closing) : letter.Text.AddRange(letter.Closing);
        return string.Join("\r\n\r\n", paragraphs) + "\r\n";
    }
}
