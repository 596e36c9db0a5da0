using System.Net.Mail;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Outside;

/// <summary>Puts each letter into a folder as a file that mail programs open: what holds until there is a mail server.</summary>
public sealed class PickupPost(string folder, string from) : IPostOffice
{
    public Task PostAsync(Letter letter, CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Path.GetFullPath(folder),
        };
        using var message = Envelope.Of(letter, from);
        client.Send(message);
        return Task.CompletedTask;
    }
}
