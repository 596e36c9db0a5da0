using System.Net.Mail;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Access;

/// <summary>An address somebody typed.</summary>
internal static class Address
{
    /// <summary>
    /// <c>null</c> when no letter could reach it, and when it is written in signs that only look like others: a Kelvin sign is no K, but
    /// two addresses that differ in it would be one to us.
    /// </summary>
    public static string? Of(string? typed)
    {
        var address = typed?.Trim() ?? "";
        return address.Length is > 3 and <= 254 && address.IsNormalized(NormalizationForm.FormKC)
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or '"' or ',')
            && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address && parsed.Host.Contains('.', StringComparison.Ordinal)
            ? address : null;
    }

    /// <summary>A name as it may stand on a page; <c>null</c> when there is none in it.</summary>
    public static string? Name(string? typed)
    {
        var name = new string([.. (typed ?? "").Where(c => !char.IsControl(c))]).Trim();
        return name.Length is 0 or > Limits.PersonNameChars ? null : name;
    }
}
