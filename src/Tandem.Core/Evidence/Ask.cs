namespace Tandem.Core.Evidence;

/// <summary>
/// Whether somebody's own words ask for something: a question, or a request in words that people use for requests, in
/// English, Swedish or French. Words that close a matter ("thanks", "noted") ask nothing. A rule, not a model: what it
/// looks for stands here and in docs/reference/asks.md.
/// </summary>
public static class Ask
{
    private static readonly Phrases Requests = new(
    [
        // English
        "could you", "can you", "would you", "will you", "could we", "can we", "could i", "can i ", "may i ", "may we",
        "would it be possible",
        "is it possible", "please ", "pls ", "let's discuss", "let's meet", "let's talk", "lets discuss",
        "if you could", "wants to know", "want to know if", "remember to", "don't forget to", "take a look", "give me a",
        "give us a",
        "let me know", "let us know", "get back to me", "get back to us", "i need you to", "we need you to", "i need your",
        "we need your",
        "i would like you to", "we would like you to", "i'd like you to", "i'd like to know", "would like to know",
        "i was wondering", "i wonder if",
        "wondering if", "any update", "any news", "any chance", "do you have", "do you know", "have you", "are you able",
        "are you available",
        "what do you think", "your thoughts", "your opinion", "your feedback", "look forward to your", "looking forward to your",
        "looking forward to hearing", "look forward to hearing", "waiting for your", "awaiting your", "a reminder",
        "remind you", "kindly",
        "i'd appreciate", "i would appreciate", "we would appreciate", "we'd appreciate", "would be appreciated",
        "much appreciated if",
        "send me", "send us", "give me a call", "give me your", "call me", "need to know",
        "make sure you", "be sure to",

        // Swedish
        "kan du", "kan ni", "kunde du", "kunde ni", "skulle du", "skulle ni", "skulle vi kunna", "kan vi få", "kan jag få",
        "får jag", "får vi",
        "vill du", "vill ni", "är det möjligt", "vore det möjligt", "vänligen", "var vänlig", "var snäll", "snälla",
        "hör av dig", "hör av er",
        "återkom med", "återkom gärna", "återkom när", "återkoppla", "behöver ditt", "behöver er", "behöver ni", "behöver veta", "undrar om", "undrar när",
        "undrar hur", "undrar vad",
        "jag undrar", "vi undrar", "har du", "har ni", "vet du", "vet ni", "vad tycker", "vad säger", "påminner om",
        "påminnelse", "tacksam om", "tacksam för svar",
        "tacksamma om", "tacksamma för svar", "ser fram emot ditt svar", "ser fram emot ert svar", "inväntar",
        "väntar på svar", "väntar på ert",
        "väntar på ditt", "skicka gärna", "bekräfta gärna", "säg till", "meddela oss", "meddela mig", "meddela gärna", 

        // French
        "pouvez-vous", "pourriez-vous", "peux-tu", "pourrais-tu", "pouvons-nous", "pourrions-nous", "puis-je",
        "pourrais-je", "est-ce que", "est-il possible",
        "serait-il possible", "merci de", "merci d'", "merci d’", "veuillez", "prière de", "je vous prie de bien vouloir",
        "nous vous prions de bien vouloir",
        "faites-nous", "faites-moi", "dites-nous", "dites-moi", "tenez-nous", "tenez-moi", "envoyez-nous", "envoyez-moi",
        "confirmez", "avez-vous", "as-tu",
        "savez-vous", "sais-tu", "qu'en pensez-vous", "qu’en pensez-vous", "qu'en penses-tu", "auriez-vous", "aurais-tu",
        "avez vous", "pouvez vous",
        "nous aurions besoin", "j'aurais besoin", "j’aurais besoin", "nous avons besoin", "j'ai besoin", "j’ai besoin",
        "besoin de votre", "votre avis",
        "votre retour", "votre réponse", "dans l'attente de", "dans l’attente de", "en attente de votre", "je me demande",
        "nous aimerions savoir",
        "j'aimerais savoir", "j’aimerais savoir", "relance", "souhaiterions savoir",
    ]);

    private static readonly Phrases Closings = new(
    [
        "no reply needed", "no reply necessary", "no need to reply", "no response needed", "no response necessary",
        "no need to respond", "no action needed",
        "no action required", "for your information only", "inget svar behövs", "behöver inte svara",
        "inget svar nödvändigt", "kräver inget svar",
        "pas besoin de répondre", "aucune réponse nécessaire", "inutile de répondre", "n'appelle pas de réponse",
        "n’appelle pas de réponse",
    ]);

    private const int LongestLink = 300;

    /// <summary>Phrases that look like requests and are only manners.</summary>
    private static readonly Phrases Manners = new(
    [
        "if you have any questions", "please do not hesitate", "please don't hesitate", "feel free to",
        "let me know if you have any questions",
        "let me know if i can", "let us know if we can", "please call me if you have", "please find attached",
        "please see attached", "please find enclosed",
        "please see below", "please note", "please be advised", "please feel", "please click", "please accept",
        "please disregard", "please ignore", "please add ", "please visit", "please refer", "please join", "please enjoy",
        "click here", "unsubscribe",
        "hör av dig om du har", "hör av er om ni har", "säg till om det är något", "veuillez trouver", "veuillez agréer",
        "veuillez recevoir",
        "n'hésitez pas", "n’hésitez pas", "je vous prie d'agréer", "je vous prie d’agréer", "have a nice", "have a good",
        "thank you for your", "merci de votre", "merci de vos", "merci de ta", "merci de ton", "merci de nous avoir", "merci de m'avoir",
        "merci de m’avoir", "merci d'avoir", "merci d’avoir",
        "merci pour votre", "tack för din", "tack för ert", "merci d'avance", "merci d’avance",
    ]);

    /// <summary>What the words of a message make it: asking, needing no reply, or neither.</summary>
    public static Traits In(string body, string subject)
    {
        var own = OwnWords.Of(body);
        var asks = own.Count == 0 && Asks(subject);
        foreach (var place in own)
        {
            var line = body.AsSpan(place).Trim();
            if (Closings.AreIn(line))
            {
                return Traits.NoReplyNeeded;
            }

            asks = asks || Asks(line);
        }

        return asks ? Traits.Asks : Traits.None;
    }

    /// <summary>Whether one line of somebody's own words asks for something.</summary>
    public static bool Asks(ReadOnlySpan<char> line) =>
        line.Length > 1 && (HasQuestion(line) || (Requests.AreIn(line) && !Manners.AreIn(line)));

    /// <summary>A question mark that ends words: not inside an address of the web, and not alone.</summary>
    private static bool HasQuestion(ReadOnlySpan<char> line)
    {
        for (var at = line.IndexOf('?'); at >= 0;)
        {
            var ends = at + 1 == line.Length || !char.IsLetterOrDigit(line[at + 1]);
            if (at > 0 && ends && HasWordBefore(line[..at]) && !IsInLink(line[..at]))
            {
                return true;
            }

            var next = line[(at + 1)..].IndexOf('?');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool HasWordBefore(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        return !before.IsEmpty && (char.IsLetterOrDigit(before[^1]) || before[^1] is ')' or '"' or '»' or '”' or '\'' or '’' or '?' or '!');
    }

    private static bool IsInLink(ReadOnlySpan<char> before)
    {
        before = before[Math.Max(0, before.Length - LongestLink)..];
        var word = before[(before.LastIndexOf(' ') + 1)..];
        return word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.");
    }
}
