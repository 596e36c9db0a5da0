using System.Collections.Immutable;
using Tandem.Web.Shell;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Access;

/// <summary>The letters about access, each in its receiver's language.</summary>
internal static class Letters
{
    public static Letter Confirm(string to, string language, Uri link) =>
        Write(to, language, "mail.confirm", link, reader => [reader["mail.confirm-text"]], "mail.not-you");

    public static Letter KnownAddress(string to, string language, Uri link) =>
        Write(to, language, "mail.known", link, reader => [reader["mail.known-text"]], "mail.not-you");

    public static Letter Reset(string to, string language, Uri link) =>
        Write(to, language, "mail.reset", link, reader => [reader["mail.reset-text"]], "mail.not-you");

    public static Letter Invitation(string to, string language, string organization, string inviter, string role, Uri link)
    {
        var reader = Reader.In(language);
        return new(
            to, language, reader.Say("mail.join", organization),
            [reader.Say("mail.join-text", inviter, organization, role), reader["mail.join-how"]], link);
    }

    public static Letter NewBrowser(string to, string language, string agent, DateTimeOffset at) => Write(
        to, language, "mail.browser", null,
        reader => [reader.Say("mail.browser-text", reader.Clock(at), agent), reader["mail.browser-do"]]);

    public static Letter NewPassword(string to, string language, DateTimeOffset at) => Write(
        to, language, "mail.password", null, reader => [reader.Say("mail.password-text", reader.Clock(at)), reader["mail.browser-do"]]);

    public static Letter DomainCode(string to, string language, string organization, string domain, string code) => Write(
        to, language, "mail.domain", null,
        reader => [reader.Say("mail.domain-text", organization, domain), reader.Say("mail.domain-code", code), reader["mail.not-you"]]);

    private static Letter Write(
        string to, string language, string subject, Uri? link, Func<Reader, ImmutableArray<string>> text, string? closing = null)
    {
        var reader = Reader.In(language);
        return new(to, language, reader[subject], text(reader), link) { Closing = closing is null ? [] : [reader[closing]] };
    }
}
