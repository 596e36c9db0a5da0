using System.Collections;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Evidence;

/// <summary>
/// The part of a correspondence that is evidence of one relationship: the threads that touch the other side, message by
/// message in order of time, with the waits they hold. Pure: the same mail gives the same waits in any order of reading.
/// </summary>
public sealed class RelationshipMail
{
    private readonly Correspondence mail;
    private readonly Attribution who;

    /// <param name="mail">All mail at hand.</param>
    /// <param name="who">Who is who.</param>
    /// <param name="keeps">
    /// Which messages are evidence of the relationship. A mailbox read on the spot and the evidence kept of it give the same
    /// reading because both look at these alone.
    /// </param>
    public RelationshipMail(Correspondence mail, Attribution who, Func<int, bool> keeps)
    {
        this.mail = mail;
        this.who = who;
        var threads = new Threads(mail, keeps);
        var touched = new BitArray(mail.Nodes); // by thread
        for (var message = 0; message < mail.Count; message++)
        {
            if (keeps(message) && BindsTheSides(message))
            {
                touched[threads.Of(message)] = true;
            }
        }

        Messages = [.. Enumerable.Range(0, mail.Count).Where(m => mail.IsDated(m) && keeps(m) && touched[threads.Of(m)])];
        Array.Sort(Messages, (left, right) =>
            threads.Of(left).CompareTo(threads.Of(right)) is var byThread and not 0 ? byThread
            : mail.SentAt(left).CompareTo(mail.SentAt(right)) is var byTime and not 0 ? byTime
            : left.CompareTo(right));
        Starts = [.. ThreadStarts(threads)];
        Waits = [.. Enumerable.Range(0, Starts.Length).SelectMany(t => Turns.Waits(TurnsOf(t)))];
    }

    /// <summary>Dated messages of the threads that touch both sides, thread by thread, oldest first.</summary>
    public int[] Messages { get; }

    /// <summary>Where each thread begins in <see cref="Messages"/>.</summary>
    public int[] Starts { get; }

    public Wait[] Waits { get; }

    public ReadOnlySpan<int> Thread(int thread) =>
        Messages.AsSpan(Starts[thread]..(thread + 1 < Starts.Length ? Starts[thread + 1] : Messages.Length));

    /// <summary>
    /// The threads that one of the two sides began: those whose oldest personal message answers nothing and is one of theirs.
    /// A reply to something that is not at hand began elsewhere.
    /// </summary>
    public IEnumerable<(int Thread, int First, Side By)> Beginnings(Func<int, bool> counts)
    {
        for (var thread = 0; thread < Starts.Length; thread++)
        {
            var first = FirstPersonal(Thread(thread));
            if (first >= 0 && counts(first) && mail.Has(first, Traits.Starts) && SideOf(first) is { } side)
            {
                yield return (thread, first, side);
            }
        }
    }

    private int FirstPersonal(ReadOnlySpan<int> messages)
    {
        foreach (var message in messages)
        {
            if (IsPersonal(message))
            {
                return message;
            }
        }

        return -1;
    }

    public Side? SideOf(int message) => who.SideOf(mail.AuthorOf(message));

    /// <summary>Written by one side to the other, in To or Cc.</summary>
    public bool BindsTheSides(int message) =>
        SideOf(message) is { } side && (Names(mail.To(message), side.Other) || Names(mail.Cc(message), side.Other));

    /// <summary>Written by a person, and sent: not by a program, not to many alike, not a draft.</summary>
    public bool IsPersonal(int message) => !mail.Has(message, Traits.Automatic | Traits.Bulk | Traits.Unsent);

    /// <summary>
    /// A direct ask: everyone in To who is neither a list nor of the own side belongs to the other side, somebody does,
    /// and the own words ask for something where there was a body to read.
    /// </summary>
    public bool IsDirectAsk(int message)
    {
        if (SideOf(message) is not { } side || !IsPersonal(message) || mail.Has(message, Traits.NoReplyNeeded))
        {
            return false;
        }

        return IsAddressedOnlyTo(side.Other, mail.To(message)) && (!mail.Has(message, Traits.BodyRead) || mail.Has(message, Traits.Asks));
    }

    private bool IsAddressedOnlyTo(Side other, PoolSlice addresses)
    {
        var named = false;
        foreach (var address in addresses)
        {
            if (who.Is(address, other))
            {
                named = true;
            }
            else if (!who.IsList(address) && !who.Is(address, other.Other))
            {
                return false;
            }
        }

        return named;
    }

    private bool Names(PoolSlice addresses, Side side)
    {
        foreach (var address in addresses)
        {
            if (who.Is(address, side))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<int> ThreadStarts(Threads threads)
    {
        for (var at = 0; at < Messages.Length; at++)
        {
            if (at == 0 || threads.Of(Messages[at]) != threads.Of(Messages[at - 1]))
            {
                yield return at;
            }
        }
    }

    private List<Turns.Turn> TurnsOf(int thread)
    {
        List<Turns.Turn> turns = [];
        foreach (var message in Thread(thread))
        {
            if (SideOf(message) is { } side && IsPersonal(message))
            {
                turns.Add(new(message, side, IsDirectAsk(message)));
            }
        }

        return turns;
    }
}
