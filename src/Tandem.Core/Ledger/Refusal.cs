using System.Text;

namespace Tandem.Core.Ledger;

/// <summary>A refused entry: a code and its facts, never a sentence. The faces say it in the reader's language.</summary>
/// <param name="Member">Which member broke the rule, as in <c>body.worth.amount</c>; or the entry that stands in the way.</param>
/// <param name="Found">What stood there.</param>
public sealed record Refusal(RefusalCode Code, string? Member = null, string? Found = null)
{
    /// <summary>The code as it is written outside: <c>UnknownRef</c> is <c>unknown_ref</c>.</summary>
    public static string Word(RefusalCode code)
    {
        var word = new StringBuilder();
        foreach (var letter in code.ToString())
        {
            word.Append(char.IsUpper(letter) && word.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
