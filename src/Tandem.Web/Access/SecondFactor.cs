using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Tandem.Web.Access;

/// <summary>Codes of an authenticator, each of which counts once, and the recovery codes for the day it is lost.</summary>
internal sealed class SecondFactor(UserManager<Account> users)
{
    public const int RecoveryCodes = 10;
    private const string Provider = "tandem";
    private const string LastCode = "last-code";

    /// <summary>More than are valid at one time.</summary>
    private const int CodesKept = 10;

    public async Task<bool> FitsAsync(Account account, string? code)
    {
        code = new([.. (code ?? "").Where(char.IsAsciiDigit)]);
        if (code.Length != 6 || !await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
        {
            return false;
        }

        // RFC 6238 §5.2: a code that was accepted is not accepted again, nor when another was accepted since. Who sends one twice at
        // once is let in once: the account changes with it, and the second change is refused.
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code + account.Id)));
        var accepted = (await users.GetAuthenticationTokenAsync(account, Provider, LastCode) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = string.Join(' ', accepted.Prepend(digest).Take(CodesKept));
        return !accepted.Contains(digest) && (await users.SetAuthenticationTokenAsync(account, Provider, LastCode, kept)).Succeeded;
    }

    public async Task<bool> RedeemAsync(Account account, string? code) =>
        (await users.RedeemTwoFactorRecoveryCodeAsync(account, (code ?? "").Trim().ToUpperInvariant())).Succeeded;

    /// <summary>The secret to be shown as a picture, made when there is none.</summary>
    public async Task<string> SecretAsync(Account account)
    {
        if (await users.GetAuthenticatorKeyAsync(account) is { Length: > 0 } secret)
        {
            return secret;
        }

        await users.ResetAuthenticatorKeyAsync(account);
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }

    /// <summary>As authenticators read it.</summary>
    public static string UrlOf(Account account, string secret, string host) =>
        $"otpauth://totp/{Uri.EscapeDataString("Tandem " + host)}:{Uri.EscapeDataString(account.Email!)}"
        + $"?secret={secret}&issuer={Uri.EscapeDataString("Tandem " + host)}&digits=6&period=30";
}
