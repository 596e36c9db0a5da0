namespace Tandem.Samples;

/// <summary>
/// What Aldermere (side A) and Norrvik (side B) put into their shared ledger in the same two years: scenes/ledger.txt,
/// with the summaries counted from the mail.
/// </summary>
internal static class SampleLedger
{
    public static byte[] Write(IReadOnlyList<Letter> letters)
    {
        var mail = new MailCount(letters);
        return [.. LedgerScript.Read()
            .OrderBy(entry => entry.Recorded).ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(entry => entry.Kind == "summary" ? entry with { Body = mail.Of(PeriodOf(entry)) } : entry)
            .SelectMany(entry => entry.Write())];
    }

    private static string PeriodOf(LedgerLine summary) =>
        summary.Body.First(member => member.Name == "period").Json.Trim('"');
}
