using Microsoft.AspNetCore.Identity;

namespace Tandem.Web.Access;

/// <summary>Compares passwords in the same time whether or not there is an account.</summary>
internal sealed class Passwords(UserManager<Account> users, IPasswordHasher<Account> hasher)
{
    private static readonly Account Nobody = new();
    private static string? nobodysPassword;

    /// <summary><c>false</c> too for an account that is locked after too many tries: it looks like a wrong password.</summary>
    public async Task<bool> FitsAsync(Account? account, string password)
    {
        nobodysPassword ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account))
        {
            _ = hasher.VerifyHashedPassword(Nobody, nobodysPassword, password);
            return false;
        }

        if (await users.CheckPasswordAsync(account, password))
        {
            await users.ResetAccessFailedCountAsync(account);
            return true;
        }

        await users.AccessFailedAsync(account);
        return false;
    }
}
