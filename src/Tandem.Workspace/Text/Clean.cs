using System.Buffers;

namespace Tandem.Workspace.Text;

/// <summary>
/// Words that strangers wrote, made safe to show: no control characters (a terminal obeys them) and no marks that turn
/// the direction of what follows (they make one address look like another).
/// </summary>
public static class Clean
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff");

    public static string Words(string text) => IsClean(text) ? text : string.Concat(text.Select(c => IsClean(c) ? c : '\ufffd'));

    public static string? WordsOrNull(string? text) => text is null ? null : Words(text);

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (!IsClean(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClean(char c) => !char.IsControl(c) && !Marks.Contains(c);
}
