using System.Collections.Immutable;

namespace Tandem.Workspace.People;

/// <summary>What the audit log tells. A face has a sentence for each.</summary>
public static class AuditCode
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
    public const string Registered = "registered";
    public const string PasswordChanged = "password-changed";
    public const string AuthenticatorOn = "authenticator-on";
    public const string AuthenticatorOff = "authenticator-off";
    public const string RecoveryCodesMade = "recovery-codes-made";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string SessionsRevoked = "sessions-revoked";
    public const string OrganizationFounded = "organization-founded";
    public const string OrganizationChanged = "organization-changed";
    public const string MemberInvited = "member-invited";
    public const string InvitationRevoked = "invitation-revoked";
    public const string MemberJoined = "member-joined";
    public const string RoleChanged = "role-changed";
    public const string MemberRemoved = "member-removed";
    public const string MemberLeft = "member-left";
    public const string DomainAsked = "domain-asked";
    public const string DomainProven = "domain-proven";
    public const string DomainRemoved = "domain-removed";
    public const string KeyMade = "key-made";
    public const string KeyRevoked = "key-revoked";
    public const string SideInvited = "side-invited";
    public const string SideJoined = "side-joined";
    public const string PrivateRead = "private-read";
    public const string Exported = "exported";
    public const string Erased = "erased";

    /// <summary>What a person reads of themselves.</summary>
    public static ImmutableArray<string> Own { get; } =
    [
        SignedIn, SignInFailed, SignedOut, Registered, PasswordChanged, AuthenticatorOn, AuthenticatorOff, RecoveryCodesMade, PasskeyAdded,
        PasskeyRemoved, SessionsRevoked,
    ];

    public static ImmutableArray<string> All { get; } =
    [
        .. Own, OrganizationFounded, OrganizationChanged, MemberInvited, InvitationRevoked, MemberJoined, RoleChanged, MemberRemoved, MemberLeft,
        DomainAsked, DomainProven, DomainRemoved, KeyMade, KeyRevoked, PrivateRead, Exported, Erased,
    ];
}
