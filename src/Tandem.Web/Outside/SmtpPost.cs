using System.Net;
using System.Net.Mail;
using Tandem.Web.Access;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Outside;

/// <summary>Hands letters to a mail server.</summary>
/// <param name="longest">How long a mail server may take for one letter; half a minute unless told.</param>
public sealed class SmtpPost(MailServer server, string from, TimeSpan? longest = null) : IPostOffice
{
    private readonly TimeSpan longest = longest ?? TimeSpan.FromSeconds(30);

    public async Task PostAsync(Letter letter, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(longest);
        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.IsEncrypted };
        if (server.User is { Length: > 0 } user)
        {
            client.Credentials = new NetworkCredential(user, server.Password);
        }

        using var message = Envelope.Of(letter, from);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (SmtpException refused)
        {
            throw new IOException($"The mail server {server.Host} did not take the letter: {refused.StatusCode}.", refused);
        }
        catch (OperationCanceledException silence) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"The mail server {server.Host} said nothing for {longest.TotalSeconds:0.#} s.", silence);
        }
    }
}
