using Microsoft.AspNetCore.Antiforgery;

namespace Tandem.Web.Shell;

/// <summary>
/// A form bears the organization it was shown for, in the mark that shows it to be ours: left open in one tab, it does not act for
/// the organization that was chosen in another meanwhile.
/// </summary>
internal sealed class FormOwner : IAntiforgeryAdditionalDataProvider
{
    /// <summary>They belong to the person, whichever organization they act for.</summary>
    private static readonly PathString[] Personal = ["/organization", "/signout", "/language", "/theme"];

    public string GetAdditionalData(HttpContext context) => OwnerOf(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        additionalData.Length == 0 || additionalData == OwnerOf(context) || Personal.Contains(context.Request.Path);

    private static string OwnerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<Visit>().Sitting?.Place?.Organization.Value.ToString("n") ?? "";
}
