using Shouldly;
using Tandem.Core.Evidence;
using Xunit;

namespace Tandem.Tests.Mail;

public sealed class AskTests
{
    [Theory]
    [InlineData("Could you send the drawings by Friday?")]
    [InlineData("Please let us know which date suits you.")]
    [InlineData("Kan ni bekräfta leveransen?")]
    [InlineData("Vi är tacksamma för svar före torsdag.")]
    [InlineData("Pourriez-vous nous envoyer le devis ?")]
    [InlineData("Merci de confirmer la date de la visite.")]
    [InlineData("Any news on the pilot?")]
    public void A_question_or_a_request_asks(string words) => Ask.In(words, "").ShouldBe(Traits.Asks);

    [Theory]
    [InlineData("Thanks, that is all we needed.")]
    [InlineData("Tack, då vet vi.")]
    [InlineData("Bien reçu, merci.")]
    [InlineData("See https://example.org/search?q=1 for the log.")]
    [InlineData("Please find attached the minutes.")]
    [InlineData("If you have any questions, please do not hesitate to contact me.")]
    [InlineData("Veuillez trouver ci-joint le compte rendu.")]
    [InlineData("Jag återkommer i morgon.")]
    [InlineData("Vi meddelar er när det är klart.")]
    [InlineData("Detta meddelande är konfidentiellt.")]
    [InlineData("Merci d'avoir répondu si vite.")]
    [InlineData("Merci de nous avoir répondu.")]
    [InlineData("I will do it as soon as possible.")]
    public void A_closing_word_asks_nothing(string words) => Ask.In(words, "").ShouldBe(Traits.None);

    [Theory]
    [InlineData("Noted.\n\nOn Mon, 2 Mar 2026 at 09:11, Elin <elin@norrvik.example> wrote:\n> Could you call me?")]
    [InlineData("Tack!\n\nDen 2 mars 2026 skrev Elin:\n> Kan ni ringa?")]
    [InlineData("Merci.\n\nLe lun. 2 mars 2026 à 09:11,\nElin <elin@norrvik.example> a écrit :\n> Pouvez-vous appeler ?")]
    [InlineData("Fine.\n\n-----Original Message-----\nFrom: Elin\nCan you call me?")]
    [InlineData("Fine.\n\nFrom: Elin\nSent: Monday\nTo: Dev\nSubject: call\n\nCan you call me?")]
    [InlineData("Fine.\n-- \nDev Anand\nQuestions? Call the desk.")]
    public void What_was_quoted_or_signed_is_not_the_authors_own_question(string body) => Ask.In(body, "").ShouldBe(Traits.None);

    [Theory]
    [InlineData("The report is ready. No reply needed. Shall we meet?")]
    [InlineData("Rapporten är klar, inget svar behövs.")]
    [InlineData("Le rapport est prêt. Pas besoin de répondre.")]
    public void Who_says_that_no_reply_is_needed_waits_for_none(string body) => Ask.In(body, "").ShouldBe(Traits.NoReplyNeeded);

    [Fact]
    public void An_answer_between_quoted_lines_is_the_authors_own() =>
        Ask.In("> When do you come?\nOn Friday. Can you pick us up?\n> And the plan?", "").ShouldBe(Traits.Asks);

    /// <summary>
    /// Three and a half thousand sentences marked by people who had nothing to do with Tandem. They marked offers and plans
    /// ("I'll call you") as well, which ask for no answer: so about half of theirs is what can be found.
    /// </summary>
    [Fact]
    public void Four_of_five_sentences_found_are_requests_and_half_of_all_marked_are_found()
    {
        if (Conformance.Find("text/parakweet/Ask0729-fixed.txt") is not { } path)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("No TANDEM_CONFORMANCE: nothing was compared.");
            return;
        }

        var marked = File.ReadLines(path).Select(line => line.Split('\t', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (IsAsk: parts[0] == "Yes", Found: Ask.Asks(parts[1]))).ToList();
        var (hits, found, asks) = (marked.Count(m => m.IsAsk && m.Found), marked.Count(m => m.Found), marked.Count(m => m.IsAsk));
        TestContext.Current.TestOutputHelper?.WriteLine($"precision {hits / (double)found:0.000}, recall {hits / (double)asks:0.000} of {asks}");

        (hits / (double)found).ShouldBeGreaterThan(0.8);
        (hits / (double)asks).ShouldBeGreaterThan(0.5);
    }
}
