using Microsoft.AspNetCore.Identity;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Access;

/// <summary>
/// Long, not one of those everybody uses, not the person's own name or address; nothing about signs and digits (NIST SP 800-63B §5.1.1.2).
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;

    /// <summary>The beginnings and middles of what lists of leaked passwords hold at this length.</summary>
    private static readonly string[] Common =
    [
        "password", "passw0rd", "qwerty", "azerty", "123456", "111111", "000000", "abcdef", "abc123", "letmein", "welcome", "iloveyou",
        "administrator", "changeme", "motdepasse", "losenord", "lösenord", "sommar", "hejsan", "bonjour", "dragon", "monkey", "football",
        "sunshine", "princess", "superman", "trustno1", "tandem",
    ];

    /// <returns>The key of what is wrong with it; <c>null</c> when nothing is.</returns>
    public static string? Check(string password, string? address, string? name)
    {
        if (password.Length < Shortest)
        {
            return "access.password-short";
        }

        if (password.Length > Limits.PasswordChars)
        {
            return "access.password-long";
        }

        var plain = password.ToLowerInvariant();
        var own = (address ?? "").ToLowerInvariant().Split('@').Append((name ?? "").ToLowerInvariant()).Where(word => word.Length >= 4);
        return own.Any(word => Without(plain, word) < Shortest / 2) ? "access.password-own"
            : IsCommon(plain) ? "access.password-common" : null;
    }

    /// <summary>A common word with little else, or few signs over and over.</summary>
    private static bool IsCommon(string plain) => plain.Distinct().Count() < 5 || Common.Any(word => Without(plain, word) < Shortest / 2);

    /// <summary>How much is left of it.</summary>
    private static int Without(string plain, string word) => plain.Contains(word, StringComparison.Ordinal)
        ? plain.Replace(word, "", StringComparison.Ordinal).Length : plain.Length;
}

/// <summary>For the paths that do not pass a page: the framework asks too.</summary>
internal sealed class PasswordValidator : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        PasswordRules.Check(password ?? "", user.Email, null) is { } wrong
            ? IdentityResult.Failed(new IdentityError { Code = wrong }) : IdentityResult.Success);
}
