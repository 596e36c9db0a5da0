using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

internal static class RoleWords
{
    public static string Name(Reader reader, Role role) => role switch
    {
        Role.Owner => reader["settings.role-owner"],
        Role.Member => reader["settings.role-member"],
        Role.Sponsor => reader["settings.role-sponsor"],
        _ => reader["settings.role-viewer"],
    };

    public static string May(Reader reader, Role role) => role switch
    {
        Role.Owner => reader["settings.may-owner"],
        Role.Member => reader["settings.may-member"],
        Role.Sponsor => reader["settings.may-sponsor"],
        _ => reader["settings.may-viewer"],
    };
}
