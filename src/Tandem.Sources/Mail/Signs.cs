using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Sources.Mail;

/// <summary>The header fields by which programs and senders of bulk mail give themselves away.</summary>
internal struct Signs
{
    /// <summary>RFC 3834 and what came before it.</summary>
    public bool IsAutomatic { get; private set; }

    /// <summary>Labelled as spam by Gmail.</summary>
    public bool IsSpam { get; private set; }

    /// <summary>Labelled as a draft by Gmail: never sent.</summary>
    public bool IsDraft { get; private set; }

    /// <summary>RFC 2369 and 8058.</summary>
    public bool CanUnsubscribe { get; private set; }

    public void See(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 14 when Ascii.EqualsIgnoreCase(name, "auto-submitted"u8):
                IsAutomatic |= !StartsWith(value, "no"u8);
                break;
            case 11 when Ascii.EqualsIgnoreCase(name, "x-autoreply"u8):
            case 13 when Ascii.EqualsIgnoreCase(name, "x-autorespond"u8):
                IsAutomatic |= !StartsWith(value, "no"u8);
                break;
            case 11 when Ascii.EqualsIgnoreCase(name, "return-path"u8):
                IsAutomatic |= value.Trim(" \t\r\n"u8).SequenceEqual("<>"u8);
                break;
            case 12 when Ascii.EqualsIgnoreCase(name, "content-type"u8):
                IsAutomatic |= StartsWith(value, "multipart/report"u8);
                break;
            case 14 when Ascii.EqualsIgnoreCase(name, "x-gmail-labels"u8):
                SeeLabels(EncodedWords.Decode(value[..Math.Min(value.Length, Limits.SubjectBytes)]));
                break;
            case 16 when Ascii.EqualsIgnoreCase(name, "list-unsubscribe"u8):
                CanUnsubscribe = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Google Takeout, in the language of the account.</summary>
    private void SeeLabels(string labels)
    {
        foreach (var label in labels.Split(',', StringSplitOptions.TrimEntries))
        {
            IsSpam |= label is "Spam" or "Skräppost";
            IsDraft |= label is "Drafts" or "Draft" or "Utkast" or "Brouillons" or "Brouillon";
        }
    }

    private static bool StartsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> lowerCased)
    {
        value = value.TrimStart(" \t\r\n"u8);
        return value.Length >= lowerCased.Length && Ascii.EqualsIgnoreCase(value[..lowerCased.Length], lowerCased);
    }
}

/// <summary>Subjects that mail programs give to the answers they write themselves.</summary>
internal static class Automata
{
    private static readonly string[] Beginnings =
    [
        "automatic reply:", "auto reply:", "autoreply:", "out of office", "autosvar:", "automatiskt svar:", "frånvaro:",
        "réponse automatique", "undeliverable:", "delivery status notification",
    ];

    private static readonly byte[][] PlainBeginnings =
        [.. Beginnings.Where(text => Ascii.IsValid(text)).Select(text => Encoding.ASCII.GetBytes(text))];

    public static bool IsSubject(ReadOnlySpan<byte> subject)
    {
        subject = subject.TrimStart(" \t\r\n"u8);
        if (subject.StartsWith("=?"u8) || !Ascii.IsValid(subject))
        {
            var text = EncodedWords.Decode(subject);
            return Beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
        }

        foreach (var beginning in PlainBeginnings)
        {
            if (subject.Length >= beginning.Length && Ascii.EqualsIgnoreCase(subject[..beginning.Length], beginning))
            {
                return true;
            }
        }

        return false;
    }
}
