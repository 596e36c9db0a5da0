using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// The ledger read along time: what each entry amounts to at an instant, and the sums of it. Entries are added in their order
/// and looked at only when time comes to them, or when something they depend on changed: so a year is read in one pass, and one
/// more entry costs no second one. It only goes forward; an earlier instant needs a chronicle of its own.
/// </summary>
public sealed class Chronicle
{
    /// <summary>After so long the sums are taken up anew, before the weight of what is old leaves the range of a double.</summary>
    private const double AnchorDays = 300 * 365;

    private readonly Dictionary<EntryId, Matter> byId = [];
    private readonly List<Matter> matters = [];
    private readonly List<Matter> charters = [];
    private readonly PriorityQueue<Matter, long> later = new();
    private readonly Stack<Matter> due = new();
    private readonly Edition edition = new();
    private readonly Digest digest;
    private DateTimeOffset anchor;
    private (long Sequence, string Currency)? first;
    private Yardstick? yardstick;
    private double hour = (double)Yardstick.HourWithoutCharter;
    private (Matter? InForce, DateTimeOffset Recorded)? governed;
    private DateTimeOffset lastWordOnCharters;

    public Chronicle()
    {
        digest = new(this);
        Books = new(default);
    }

    /// <summary>The instant it has come to.</summary>
    public DateTimeOffset At { get; private set; }

    public Books Books { get; private set; }

    /// <summary>Entries that the other side says are not so.</summary>
    public int Disputed { get; private set; }

    /// <summary>All entries recorded so far, also those that take effect later.</summary>
    public IReadOnlyList<Matter> Matters => matters;

    /// <summary>The charter in force.</summary>
    public Matter? Charter => Books.Charters is { Count: > 0 and var count } signed ? signed.GetValueAtIndex(count - 1) : null;

    public Charter? CharterSaid => (Charter?)Charter?.Statement.Fact;

    /// <summary>By what worths are compared: the charter's, or the first currency seen; <c>null</c> while there is neither.</summary>
    public Yardstick? Yardstick => CharterSaid?.Yardstick ?? (first is { } seen ? Yardstick.Of(seen.Currency) : null);

    public CharterParameters Parameters => CharterSaid?.Parameters ?? CharterParameters.Default;

    /// <summary>Room for so many entries to come: growing bit by bit would cost a tenth of reading them.</summary>
    public void Expect(int entries)
    {
        _ = byId.EnsureCapacity(byId.Count + entries);
        _ = matters.EnsureCapacity(matters.Count + entries);
    }

    public Matter? Find(EntryId id) => byId.GetValueOrDefault(id);

    /// <summary>What entries have put into the books at present, in the order of the ledger.</summary>
    public IEnumerable<(Matter Matter, T Posting)> Posted<T>()
        where T : Posting
    {
        foreach (var matter in matters)
        {
            foreach (var posting in matter.Postings)
            {
                if (posting is T wanted)
                {
                    yield return (matter, wanted);
                }
            }
        }
    }

    /// <summary>In the yardstick; what it has no rate for counts nothing.</summary>
    public double Measure(Worth worth) => worth.Currency is not { } currency ? (double)worth.Amount * hour
        : currency == yardstick?.Currency ? (double)worth.Amount
        : yardstick?.Rates.GetValueOrDefault(currency) is { } rate ? (double)worth.Amount * (double)rate
        : 0;

    /// <summary>Takes in the next entry that was accepted. Nothing is asked again, and nothing is computed yet.</summary>
    /// <exception cref="ArgumentException">It was recorded before the last one, or before the instant the chronicle has come to.</exception>
    public void Add(Statement statement)
    {
        if (statement.Recorded < At || (matters.Count > 0 && statement.Recorded < matters[^1].Recorded))
        {
            throw new ArgumentException($"Entry {statement.Id} was recorded before {Instant.Write(At)}.", nameof(statement));
        }

        statement = Resolved(statement);
        if (matters.Count == 0)
        {
            (anchor, Books) = (statement.Recorded, new(statement.Recorded));
        }

        var references = statement.Fact.References;
        var about = references is [var named, ..] ? Find(named)?.Statement.Fact : null;
        var favours = statement.Fact.Favours(statement.Side, about);
        var matter = new Matter(matters.Count + 1, statement, favours, favours is null ? null : LapseOf(statement), edition);
        edition.Number++;
        matters.Add(matter);
        byId.Add(statement.Id, matter);
        Link(matter, references);
        if (statement.Fact is Agreement { Said: { } said })
        {
            Link(Find(((Agreement)statement.Fact).Of)!, said.References);
        }

        if (statement.Fact is Charter)
        {
            charters.Add(matter);
        }

        if (statement.Fact is Charter || about is Charter)
        {
            governed = null;
            lastWordOnCharters = statement.Occurred > lastWordOnCharters ? statement.Occurred : lastWordOnCharters;
        }

        if (statement.Occurred > statement.Recorded)
        {
            Wake(matter, statement.Occurred);
        }
        else
        {
            Mark(matter);
        }
    }

    /// <summary>Brings everything up to an instant: what is new, and what time alone changes.</summary>
    public void AdvanceTo(DateTimeOffset at)
    {
        if (at < At)
        {
            throw new ArgumentException($"The chronicle is at {Instant.Write(At)} already.", nameof(at));
        }

        At = at;
        while (later.TryPeek(out var matter, out var when) && when <= at.UtcTicks)
        {
            _ = later.Dequeue();
            if (matter.WakesAt == when && !matter.IsForgotten) // else it was looked at since, and changes at another time or never
            {
                matter.WakesAt = Matter.Never;
                Mark(matter);
            }
        }

        if (matters.Count > 0 && Days.Between(anchor, at) > AnchorDays)
        {
            TakeUpAnew(at);
        }

        LookAtDue();
        if (Yardstick != yardstick)
        {
            yardstick = Yardstick;
            hour = (double)(yardstick?.Hour ?? Yardstick.HourWithoutCharter);
            TakeUpAnew(anchor); // every amount is another one now
            LookAtDue();
        }
    }

    /// <summary>
    /// What something would be if these entries were made now: they are added, read, and taken back, and nothing of them stays.
    /// It costs what the entries touch, not what the ledger holds.
    /// </summary>
    /// <param name="drafts">In their order; recorded at <see cref="At"/>, or earlier.</param>
    public T Imagine<T>(IEnumerable<Statement> drafts, Func<Chronicle, T> read)
    {
        var (size, seen) = (matters.Count, first);
        try
        {
            foreach (var draft in drafts)
            {
                Add(draft with { Recorded = At });
            }

            AdvanceTo(At);
            return read(this);
        }
        finally
        {
            while (matters.Count > size)
            {
                Forget(matters[^1]);
            }

            first = seen;
            AdvanceTo(At);
        }
    }

    private void Forget(Matter matter)
    {
        edition.Number++;
        foreach (var posting in matter.Postings)
        {
            posting.Enter(Books, matter, -1);
        }

        Count(matter, null);
        (matter.Postings, matter.IsForgotten, governed) = ([], true, null);
        matters.RemoveAt(matters.Count - 1);
        _ = byId.Remove(matter.Id);
        _ = charters.Remove(matter);
        foreach (var named in matter.Names)
        {
            named.Unhear(matter);
            Mark(named);
        }

        if (matter.Statement.Fact is Agreement { Of: var of, Said: { } said } && Find(of) is { } agreed)
        {
            Unlink(agreed, said.References);
        }
    }

    /// <summary>What only a forgotten agreement made an entry name.</summary>
    private void Unlink(Matter agreed, IEnumerable<EntryId> references)
    {
        var kept = agreed.Statement.Fact.References.Concat(agreed.Words.Select(w => w.Statement.Fact).OfType<Agreement>()
            .SelectMany(a => a.Said?.References ?? [])).ToHashSet();
        foreach (var id in references.Where(id => !kept.Contains(id)))
        {
            if (Find(id) is { } named && agreed.Names.Contains(named))
            {
                agreed.Unname(named);
                named.Unhear(agreed);
                Mark(named);
            }
        }
    }

    private void LookAtDue()
    {
        while (due.TryPop(out var matter))
        {
            matter.IsDue = false;
            if (!matter.IsForgotten)
            {
                Look(matter);
            }
        }
    }

    private void Look(Matter matter)
    {
        var sight = matter.At(At);
        if (!matter.IsVisible(At))
        {
            Tell(matter, sight, null); // what is said of it may be visible already: that it is withdrawn, or what was agreed instead
            return;
        }

        Count(matter, sight.Attestation);
        See(matter, sight.Said);
        var postings = digest.Of(matter, sight, At);
        var alive = digest.IsAlive(matter, sight) ? sight.Said : null;
        Tell(matter, sight, alive);

        Post(matter, postings);
        Wake(matter, digest.NextChange);
    }

    /// <summary>What refers to it reads it anew where it is withdrawn, there at last, or says something else.</summary>
    private void Tell(Matter matter, Sight sight, Fact? alive)
    {
        if (matter.Told is { } before && ReferenceEquals(before.Alive, alive) && ReferenceEquals(before.Said, sight.Said)
            && before.IsWithdrawn == sight.IsWithdrawn)
        {
            return;
        }

        matter.Told = (alive, sight.Said, sight.IsWithdrawn);
        foreach (var word in matter.Heard)
        {
            Mark(word);
        }
    }

    /// <summary>Takes out what it says no more and puts in what is new: mostly little has changed, and what has not stays where it is.</summary>
    private void Post(Matter matter, Span<Posting> postings)
    {
        var before = matter.Postings;
        foreach (var posting in before)
        {
            if (!postings.Contains(posting))
            {
                posting.Enter(Books, matter, -1);
            }
        }

        var isSame = postings.Length == before.Length;
        for (var at = 0; at < postings.Length; at++)
        {
            var kept = Array.IndexOf(before, postings[at]);
            if (kept < 0)
            {
                postings[at].Enter(Books, matter, 1);
            }
            else
            {
                postings[at] = before[kept];
            }

            isSame &= kept == at;
        }

        matter.Postings = isSame ? before : postings.ToArray();
    }

    /// <summary>To be looked at again, and not earlier.</summary>
    private void Wake(Matter matter, DateTimeOffset at)
    {
        if (matter.WakesAt != at.UtcTicks)
        {
            matter.WakesAt = at.UtcTicks;
            if (at < DateTimeOffset.MaxValue)
            {
                later.Enqueue(matter, at.UtcTicks);
            }
        }
    }

    private void Count(Matter matter, Attestation? attestation)
    {
        Disputed += (attestation == Attestation.Disputed ? 1 : 0) - (matter.Seen == Attestation.Disputed ? 1 : 0);
        matter.Seen = attestation;
    }

    /// <summary>The first currency of the ledger, in the order of the entries.</summary>
    private void See(Matter matter, Fact said)
    {
        if (first is null || matter.Sequence < first.Value.Sequence)
        {
            foreach (var worth in matter.Statement.Fact.Worths)
            {
                if (worth.Currency is { } currency)
                {
                    first = (matter.Sequence, currency);
                    return;
                }
            }
        }
    }

    private void TakeUpAnew(DateTimeOffset from)
    {
        (anchor, Books) = (from, new(from));
        foreach (var matter in matters)
        {
            matter.Postings = [];
            if (!matter.IsDue)
            {
                matter.IsDue = true;
                due.Push(matter);
            }
        }
    }

    /// <summary>To be looked at, with everything it says something about.</summary>
    private void Mark(Matter matter)
    {
        if (matter.IsDue)
        {
            return;
        }

        matter.IsDue = true;
        due.Push(matter);
        if (matter.Word != WordKind.None)
        {
            foreach (var named in matter.Names)
            {
                Mark(named);
            }
        }
    }

    private void Link(Matter matter, IEnumerable<EntryId> references)
    {
        foreach (var id in references)
        {
            if (Find(id) is { } named && named != matter && !matter.Names.Contains(named))
            {
                matter.Name(named);
                named.Hear(matter);
            }
        }
    }

    private Statement Resolved(Statement statement) =>
        statement.Fact is Agreement { Said: null } agreement && Find(agreement.Of) is { } of
            && agreement.As(of.Statement.Fact.Kind, statement.Body, out _) is { } read
            ? statement with { Fact = read }
            : statement;

    /// <summary>Rule R1: the window of the charter in force when the entry was recorded, frozen with it.</summary>
    private DateTimeOffset? LapseOf(Statement statement)
    {
        if (governed is not { } known || known.Recorded <= lastWordOnCharters) // before that, time alone may change it
        {
            governed = known = (InForceAt(statement.Recorded), statement.Recorded);
        }

        return known.InForce?.Statement.Fact is Charter { ConfirmationWindow: { } window } ? Days.After(statement.Recorded, window.TotalDays) : null;
    }

    private Matter? InForceAt(DateTimeOffset recorded)
    {
        Matter? inForce = null;
        var signed = 0L;
        foreach (var charter in charters)
        {
            if (charter.IsVisible(recorded) && charter.At(recorded) is { IsSigned: true, Confirmation: var by } && by!.Sequence > signed)
            {
                (inForce, signed) = (charter, by.Sequence);
            }
        }

        return inForce;
    }
}
