using System.Diagnostics;

namespace Tandem.Core.Map;

/// <summary>
/// How much each person turned to each other person: a mail weighs 1, a call 2, a meeting 3, split among those it
/// reached and halved every 90 days. measures.md 10; Newman 2001 for the split.
/// </summary>
public sealed class Masses
{
    private const double MailWeight = 1;
    private const double CallWeight = 2;
    private const double MeetingWeight = 3;

    private readonly Dictionary<(string From, string To), double> masses = [];

    private Masses()
    {
    }

    /// <summary>Every direction that has any mass.</summary>
    public IReadOnlyDictionary<(string From, string To), double> All => masses;

    /// <summary>The mass of one direction; 0 where there was nothing.</summary>
    public double this[string from, string to] => masses.GetValueOrDefault((from, to));

    /// <summary>Interactions are added in the order given; those of the future and of one person alone add nothing.</summary>
    public static Masses Of(IEnumerable<Interaction> interactions)
    {
        var masses = new Masses();
        foreach (var interaction in interactions.Where(interaction => interaction.AgeDays >= 0))
        {
            masses.Add(interaction);
        }

        return masses;
    }

    public TieStrength Between(string one, string other) => new(this[one, other], this[other, one]);

    private void Add(Interaction interaction)
    {
        switch (interaction)
        {
            case Interaction.Email mail:
                AddFrom(mail.From, mail.To, MailWeight, mail.AgeDays);
                break;
            case Interaction.Call call:
                AddAmong(call.People, CallWeight, call.AgeDays);
                break;
            case Interaction.Meeting meeting:
                AddAmong(meeting.People, MeetingWeight, meeting.AgeDays);
                break;
            default:
                throw new UnreachableException($"Unknown interaction {interaction.GetType().Name}.");
        }
    }

    private void AddAmong(IEnumerable<string> people, double weight, double ageDays)
    {
        string[] all = [.. people.Distinct()];
        foreach (var person in all)
        {
            AddFrom(person, all, weight, ageDays);
        }
    }

    /// <summary>Splits the weight among everyone reached; nobody reaches himself.</summary>
    private void AddFrom(string from, IEnumerable<string> reached, double weight, double ageDays)
    {
        string[] others = [.. reached.Where(person => person != from).Distinct()];
        foreach (var other in others)
        {
            masses[(from, other)] = this[from, other]
                + (weight / others.Length * Math.Pow(2, -ageDays / Ties.HalfLifeDays));
        }
    }
}
