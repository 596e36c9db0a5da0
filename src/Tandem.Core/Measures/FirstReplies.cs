using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// Elapsed hours between a message of one side and the other side's first direct reply to it, whatever the message said.
/// A plain description beside the responsiveness: it knows nothing of asks, of working hours or of silence.
/// </summary>
public sealed record FirstReplies(int Count, double? MedianHours, double? LowerQuartileHours, double? UpperQuartileHours)
{
    public static FirstReplies Of(IEnumerable<double> hours)
    {
        var sorted = hours.ToArray();
        Array.Sort(sorted);
        return new(sorted.Length, Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75));
    }

    /// <summary>The first replies that each side wrote to the other.</summary>
    /// <param name="mail">All mail at hand, so that replies to third parties are known as such.</param>
    /// <param name="who">Who is who.</param>
    /// <param name="counts">Which messages are inside the period asked for.</param>
    public static Sides<FirstReplies> Of(Correspondence mail, Attribution who, Func<int, bool> counts)
    {
        var firsts = new long[mail.Count]; // by the message replied to: the quickest reply in seconds, plus one; 0 for none
        for (var reply = 0; reply < mail.Count; reply++)
        {
            if (counts(reply) && who.SideOf(mail.AuthorOf(reply)) is { } by && ParentOf(mail, reply) is { } parent
                && counts(parent) && who.Is(mail.AuthorOf(parent), by.Other))
            {
                var delay = mail.SentAt(reply) - mail.SentAt(parent);
                if (delay >= 0 && (firsts[parent] == 0 || delay + 1 < firsts[parent]))
                {
                    firsts[parent] = delay + 1;
                }
            }
        }

        return Sides.Of(by => Of(Delays(firsts, parent => who.Is(mail.AuthorOf(parent), by.Other))));
    }

    private static IEnumerable<double> Delays(long[] firsts, Func<int, bool> isOne)
    {
        for (var parent = 0; parent < firsts.Length; parent++)
        {
            if (firsts[parent] > 0 && isOne(parent))
            {
                yield return (firsts[parent] - 1) / 3600.0;
            }
        }
    }

    /// <summary>The message of the first identifier in In-Reply-To, else of the last in References that is at hand; never itself.</summary>
    private static int? ParentOf(Correspondence mail, int reply)
    {
        var answered = mail.InReplyTo(reply);
        if (answered.Count > 0 && mail.MessageAt(answered[0]) is var direct and >= 0)
        {
            return direct == reply ? null : direct;
        }

        var references = mail.References(reply);
        for (var at = references.Count - 1; at >= 0; at--)
        {
            if (mail.MessageAt(references[at]) is var named and >= 0)
            {
                return named == reply ? null : named;
            }
        }

        return null;
    }

    private static double? Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
