using System.Buffers;

namespace Tandem.Core.Evidence;

/// <summary>A list of phrases to be found as whole words, whatever their case: "meddela oss" is not in "meddelandet".</summary>
internal sealed class Phrases(string[] phrases)
{
    private readonly SearchValues<string> all = SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);

    public bool AreIn(ReadOnlySpan<char> text)
    {
        for (var from = 0; from < text.Length;)
        {
            var hit = text[from..].IndexOfAny(all);
            if (hit < 0)
            {
                return false;
            }

            if (IsWordAt(text, from + hit))
            {
                return true;
            }

            from += hit + 1;
        }

        return false;
    }

    private bool IsWordAt(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return false;
        }

        foreach (var phrase in phrases)
        {
            var end = at + phrase.Length;
            if (text[at..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase)
                && (end >= text.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
