using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Joining;

/// <summary>The letter that invites the other side, in its receiver's language: who, what for, and that joining is up to them.</summary>
internal static class InvitationLetter
{
    public static Letter Of(InviteForm form, TableHead head, string? inviter, Uri link)
    {
        var reader = Reader.In(form.Language);
        var from = inviter is null ? head.OurName : $"{inviter}, {head.OurName}";
        return new(
            form.Address, form.Language, reader.Say("invitation.subject", head.OurName),
            [
                reader.Say("invitation.letter", from, head.TheirName), .. form.Message.Length > 0 ? (string[])[form.Message] : [],
                reader["invitation.letter-how"],
            ],
            link)
        {
            Closing = [reader["invitation.letter-once"]],
        };
    }
}
