using Tandem.Web.Shell;

namespace Tandem.Web.Settings;

/// <summary>What the audit log tells, in words.</summary>
internal static class AuditWords
{
    public static string Say(Reader reader, string what) => what switch
    {
        "signed-in" => reader["audit.signed-in"],
        "side-invited" => reader["audit.side-invited"],
        "side-joined" => reader["audit.side-joined"],
        "sign-in-failed" => reader["audit.sign-in-failed"],
        "signed-out" => reader["audit.signed-out"],
        "registered" => reader["audit.registered"],
        "password-changed" => reader["audit.password-changed"],
        "authenticator-on" => reader["audit.authenticator-on"],
        "authenticator-off" => reader["audit.authenticator-off"],
        "recovery-codes-made" => reader["audit.recovery-codes-made"],
        "passkey-added" => reader["audit.passkey-added"],
        "passkey-removed" => reader["audit.passkey-removed"],
        "sessions-revoked" => reader["audit.sessions-revoked"],
        "organization-founded" => reader["audit.organization-founded"],
        "organization-changed" => reader["audit.organization-changed"],
        "member-invited" => reader["audit.member-invited"],
        "invitation-revoked" => reader["audit.invitation-revoked"],
        "member-joined" => reader["audit.member-joined"],
        "role-changed" => reader["audit.role-changed"],
        "member-removed" => reader["audit.member-removed"],
        "member-left" => reader["audit.member-left"],
        "domain-asked" => reader["audit.domain-asked"],
        "domain-proven" => reader["audit.domain-proven"],
        "domain-removed" => reader["audit.domain-removed"],
        "key-made" => reader["audit.key-made"],
        "key-revoked" => reader["audit.key-revoked"],
        "private-read" => reader["audit.private-read"],
        "exported" => reader["audit.exported"],
        "erased" => reader["audit.erased"],
        _ => what, // written by another version
    };
}
