using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Map;

/// <summary>
/// The tie between one person of each side. A message weighs 1 / recipients, halved every 90 days; the tie is the
/// smaller of the two directions, so one-way mailing is no tie. measures.md 10; Newman 2001 for the group split.
/// </summary>
/// <param name="People">Address numbers, one of each side.</param>
/// <param name="Masses">What each wrote to the other, decayed.</param>
/// <param name="Messages">How many messages each wrote to the other.</param>
public sealed record Tie(Sides<int> People, Sides<double> Masses, Sides<int> Messages)
{
    public double Mass => Both.Mass;

    /// <summary>1 - 2^(-mass/5), from 0 to 1.</summary>
    public double Strength => Both.Probability;

    private TieStrength Both => new(Masses.A, Masses.B);
}

/// <summary>The strongest ties between the people of both sides.</summary>
public static class Ties
{
    public const double HalfLifeDays = 90;

    public static ImmutableArray<Tie> Of(Correspondence mail, RelationshipMail relationship, Attribution who,
        DateTimeOffset at, Func<int, bool> counts)
    {
        var now = at.ToUnixTimeSeconds();
        var masses = new Dictionary<(int A, int B), (double A, double B, int MessagesOfA, int MessagesOfB)>();
        foreach (var message in relationship.Messages)
        {
            if (!counts(message) || !relationship.IsPersonal(message) || relationship.SideOf(message) is not { } side)
            {
                continue;
            }

            var weight = Math.Pow(2, -(now - mail.SentAt(message)) / 86400.0 / HalfLifeDays);
            var recipients = RecipientsOf(mail, who, message);
            foreach (var recipient in recipients.Where(r => who.Is(r, side.Other)))
            {
                var author = mail.AuthorOf(message);
                var pair = side == Side.A ? (author, recipient) : (recipient, author);
                var known = masses.GetValueOrDefault(pair);
                var share = weight / recipients.Count;
                masses[pair] = side == Side.A
                    ? known with { A = known.A + share, MessagesOfA = known.MessagesOfA + 1 }
                    : known with { B = known.B + share, MessagesOfB = known.MessagesOfB + 1 };
            }
        }

        return
        [
            .. masses.Select(m => new Tie(new(m.Key.A, m.Key.B), new(m.Value.A, m.Value.B), new(m.Value.MessagesOfA, m.Value.MessagesOfB)))
                .Where(tie => tie.Mass > 0)
                .OrderByDescending(tie => tie.Mass)
                .ThenBy(tie => mail.Addresses[tie.People.A], StringComparer.Ordinal)
                .ThenBy(tie => mail.Addresses[tie.People.B], StringComparer.Ordinal),
        ];
    }

    private static HashSet<int> RecipientsOf(Correspondence mail, Attribution who, int message)
    {
        var recipients = new HashSet<int>();
        foreach (var address in mail.To(message))
        {
            recipients.Add(address);
        }

        foreach (var address in mail.Cc(message))
        {
            recipients.Add(address);
        }

        recipients.RemoveWhere(who.IsList);
        recipients.Remove(mail.AuthorOf(message));
        return recipients;
    }
}
