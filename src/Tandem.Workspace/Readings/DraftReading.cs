using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Map;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Text;

namespace Tandem.Workspace.Readings;

/// <summary>
/// A reading whose messages are still numbers: pure, from columns and parties to figures. <see cref="With"/> puts the
/// words of the few messages that are shown beside them.
/// </summary>
public sealed class DraftReading
{
    private const double Z = 1.6448536269514722;

    /// <summary>RFC 822, the first standard of mail as we know it: what is dated earlier came from a broken clock.</summary>
    private static readonly long EarliestPlausible = new DateTimeOffset(1982, 8, 13, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly Correspondence mail;
    private readonly ReadingOptions options;
    private readonly Attribution who;
    private readonly RelationshipMail relationship;
    private readonly Sides<WorkingTime> clocks;
    private readonly Sides<WaitDraft[]> reasons;
    private readonly WaitDraft[] open;
    private readonly Sides<int> olderOpen;
    private readonly ImmutableArray<Tie> ties;
    private readonly (Side By, int First, int Messages)[] beginnings;

    private DraftReading(Correspondence mail, ReadingOptions options)
    {
        this.mail = mail;
        this.options = options;
        who = new Attribution(mail, options.Parties);
        var relevance = new Relevance(options.Parties, options.Own);
        relationship = new RelationshipMail(mail, who, message => (!mail.IsDated(message) || IsInPeriod(message)) && relevance.Keeps(mail, message));
        (Oldest, Newest) = Span();
        At = options.At ?? Newest ?? DateTimeOffset.UnixEpoch;
        FirstReplies = Core.Measures.FirstReplies.Of(mail, who, options.At is null ? IsInPeriod : Counts);
        clocks = options.Hours.Select(hours => hours.Between(Oldest ?? At, At));
        reasons = Sides.Of(ReasonsOf);
        open = [.. reasons.A.Concat(reasons.B).Where(wait => wait.Answered < 0).OrderByDescending(w => w.Hours).ThenBy(w => w.Asked)];
        var windowStart = At.AddDays(-ResponsivenessReading.WindowDays);
        olderOpen = Sides.Of(side => WaitsOf(side, DateTimeOffset.MinValue, windowStart).Count(wait => wait.Answered < 0));
        ties = Ties.Of(mail, relationship, who, At, Counts);
        beginnings = [.. BeginningsOf()];
        Mentioned = MentionedMessages();
    }

    public DateTimeOffset At { get; }

    public DateTimeOffset? Oldest { get; }

    public DateTimeOffset? Newest { get; }

    public Sides<FirstReplies> FirstReplies { get; }

    /// <summary>Every wait of the window, by the side that owes the reply.</summary>
    public Sides<ImmutableArray<ReplyTime>> Times => reasons.Select(waits => waits.Select(wait => wait.Time).ToImmutableArray());

    /// <summary>The messages whose words <see cref="With"/> wants.</summary>
    public IReadOnlySet<int> Mentioned { get; }

    public static DraftReading Of(Correspondence mail, ReadingOptions options) => new(mail, options);

    public MailReading With(IReadOnlyDictionary<int, MessageText> texts)
    {
        var responsiveness = Sides.Of(side => ResponsivenessOf(side, texts));
        return new(
            At, Oldest, Newest,
            options.Hours.Select(hours => hours.Describe(options.Culture)),
            Sides.Of(CountsOf),
            FirstReplies,
            responsiveness,
            WaitingShare.Of(waitsOfA: responsiveness.B.Curve, waitsOfB: responsiveness.A.Curve),
            Initiation.Of(relationship, Counts),
            [.. beginnings.Take(Limits.RowsListed).Select(b => new BeginningLine(b.By, LineOf(b.First, texts), b.Messages))],
            [.. QuartersOf()],
            [.. open.Take(Limits.RowsListed).Select(wait => LineOf(wait, texts, null))],
            [.. ties.Take(Limits.RowsListed).Select(LineOf)])
        {
            Hours = options.Hours,
            OpenCount = open.Length,
            OlderOpenCount = olderOpen,
            TieCount = ties.Length,
        };
    }

    private bool IsInPeriod(int message) =>
        mail.IsDated(message) && (options.Since is null || mail.InstantOf(message) >= options.Since)
        && (options.Until is null || mail.InstantOf(message) < options.Until);

    /// <summary>Inside the period, plausibly dated, and not after the instant of the reading.</summary>
    private bool Counts(int message) =>
        IsInPeriod(message) && mail.SentAt(message) <= At.ToUnixTimeSeconds() && mail.SentAt(message) >= EarliestPlausible;

    private (DateTimeOffset? Oldest, DateTimeOffset? Newest) Span()
    {
        var (first, last) = (long.MaxValue, long.MinValue);
        var latest = options.LatestPlausible.ToUnixTimeSeconds();
        for (var message = 0; message < mail.Count; message++)
        {
            if (IsInPeriod(message) && mail.SentAt(message) <= latest && mail.SentAt(message) >= EarliestPlausible)
            {
                (first, last) = (Math.Min(first, mail.SentAt(message)), Math.Max(last, mail.SentAt(message)));
            }
        }

        return last == long.MinValue
            ? (null, null)
            : (DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last));
    }

    private SideCounts CountsOf(Side side)
    {
        var (messages, initiated) = (0, 0);
        var people = new HashSet<int>();
        for (var message = 0; message < mail.Count; message++)
        {
            if (options.At is not null ? !Counts(message) : (options.Since is not null || options.Until is not null) && !IsInPeriod(message))
            {
                continue;
            }

            if (who.Is(mail.AuthorOf(message), side))
            {
                messages++;
                initiated += mail.Has(message, Traits.Starts) ? 1 : 0;
                people.Add(mail.AuthorOf(message));
            }
        }

        return new(options.Parties[side], options.Names[side], messages, people.Count, initiated);
    }

    private WaitDraft[] ReasonsOf(Side owedBy) =>
    [
        .. WaitsOf(owedBy, At.AddDays(-ResponsivenessReading.WindowDays), At)
            .OrderByDescending(wait => wait.Hours).ThenBy(wait => wait.Answered >= 0).ThenBy(wait => wait.Asked),
    ];

    /// <summary>The waits that a side owed, opened after one instant and not after another, as they stand at the reading's.</summary>
    private IEnumerable<WaitDraft> WaitsOf(Side owedBy, DateTimeOffset after, DateTimeOffset until)
    {
        var (from, to, now) = (after.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), At.ToUnixTimeSeconds());
        foreach (var wait in relationship.Waits)
        {
            if (wait.OwedBy != owedBy || !Counts(wait.Asked) || mail.SentAt(wait.Asked) is var asked && (asked <= from || asked > to))
            {
                continue;
            }

            var isAnswered = !wait.IsOpen && mail.SentAt(wait.Answered) <= now;
            var end = isAnswered ? mail.SentAt(wait.Answered) : now;
            var opened = mail.SentAt(wait.Asked);
            yield return new(owedBy, wait.Asked, isAnswered ? wait.Answered : -1,
                clocks[owedBy].HoursBetween(opened, end), (end - opened) / 3600.0);
        }
    }

    private ResponsivenessReading ResponsivenessOf(Side side, IReadOnlyDictionary<int, MessageText> texts)
    {
        var waits = reasons[side];
        var sorted = KaplanMeier.Sorted(waits.Select(wait => wait.Time));
        var curve = KaplanMeier.OfSorted(sorted);
        var window = TimeSpan.FromDays(ResponsivenessReading.WindowDays);
        var before = KaplanMeier.Of(WaitsOf(side, At - (2 * window), At - window).Select(wait => wait.Time));
        var longestOpen = waits.FirstOrDefault(wait => wait.Answered < 0);
        return new(
            curve,
            waits.Count(wait => wait.Answered < 0),
            RuleOf(waits),
            before,
            TrendOf(before, curve),
            [.. waits.Take(Limits.RowsListed).Select(wait => LineOf(wait, texts, KaplanMeier.MeanWithout(sorted, Array.IndexOf(sorted, wait.Time))))],
            waits.Any(wait => wait.Answered < 0)
                ? MeanIfAnswered(sorted, longestOpen.Time)
                : null);
    }

    private static double? MeanIfAnswered(ReplyTime[] sorted, ReplyTime open)
    {
        var times = sorted.ToArray();
        times[Array.IndexOf(times, open)] = open with { IsAnswered = true };
        return KaplanMeier.Of(times).RestrictedMean;
    }

    private AskRule RuleOf(WaitDraft[] waits)
    {
        var read = waits.Count(wait => mail.Has(wait.Asked, Traits.BodyRead));
        if (waits.Length == 0 && relationship.Messages.Any(message => mail.Has(message, Traits.BodyRead)))
        {
            return AskRule.AddressesAndWords;
        }

        return read == 0 ? AskRule.Addresses : read == waits.Length ? AskRule.AddressesAndWords : AskRule.Mixed;
    }

    private static Trend TrendOf(KaplanMeier before, KaplanMeier now)
    {
        if (!before.Enough || !now.Enough)
        {
            return Trend.NotEnough;
        }

        var change = now.RestrictedMean!.Value - before.RestrictedMean!.Value;
        var error = Math.Sqrt(Math.Pow(now.StandardError!.Value, 2) + Math.Pow(before.StandardError!.Value, 2));
        return Math.Abs(change) <= Z * error ? Trend.NoClearChange : change < 0 ? Trend.Faster : Trend.Slower;
    }

    private IEnumerable<(Side By, int First, int Messages)> BeginningsOf()
    {
        return relationship.Beginnings(Counts).Select(b => (b.By, b.First, Messages: relationship.Thread(b.Thread).Length))
            .OrderByDescending(b => mail.SentAt(b.First)).ThenBy(b => b.First).Take(Limits.RowsListed);
    }

    private IEnumerable<QuarterLine> QuartersOf()
    {
        var messages = new SortedDictionary<Quarter, (int A, int B)>();
        foreach (var message in relationship.Messages)
        {
            if (Counts(message) && relationship.IsPersonal(message) && relationship.SideOf(message) is { } side)
            {
                var quarter = Quarter.Of(mail.InstantOf(message));
                var known = messages.GetValueOrDefault(quarter);
                messages[quarter] = side == Side.A ? (known.A + 1, known.B) : (known.A, known.B + 1);
            }
        }

        if (messages.Count == 0)
        {
            yield break;
        }

        var answers = Sides.Of(side => WaitsOf(side, DateTimeOffset.MinValue, At)
            .ToLookup(wait => Quarter.Of(mail.InstantOf(wait.Asked)), wait => wait.Time));
        for (var quarter = messages.Keys.First(); quarter <= messages.Keys.Last(); quarter = quarter.Next)
        {
            var (a, b) = messages.GetValueOrDefault(quarter);
            var here = quarter;
            yield return new(quarter, new(a, b), answers.Select(times => KaplanMeier.Of(times[here])));
        }
    }

    private HashSet<int> MentionedMessages()
    {
        var waits = reasons.A.Take(Limits.RowsListed).Concat(reasons.B.Take(Limits.RowsListed)).Concat(open.Take(Limits.RowsListed));
        return
        [
            .. waits.SelectMany(wait => new[] { wait.Asked, wait.Answered }).Where(message => message >= 0),
            .. beginnings.Select(beginning => beginning.First),
        ];
    }

    private WaitLine LineOf(WaitDraft wait, IReadOnlyDictionary<int, MessageText> texts, double? meanWithout) => new(
        wait.OwedBy, LineOf(wait.Asked, texts), wait.Answered < 0 ? null : LineOf(wait.Answered, texts),
        wait.Hours, wait.ElapsedHours, meanWithout);

    private MessageLine LineOf(int message, IReadOnlyDictionary<int, MessageText> texts)
    {
        var text = texts.GetValueOrDefault(message);
        return new(
            message, mail.InstantOf(message), PersonOf(mail.AuthorOf(message)), Recipients(message),
            Clean.WordsOrNull(text?.Subject), Clean.WordsOrNull(text?.MessageId),
            who.RuleOf(mail.AuthorOf(message)), mail.TraitsOf(message), Clean.Words(text?.Where ?? ""));
    }

    private ImmutableArray<Person> Recipients(int message)
    {
        var people = ImmutableArray.CreateBuilder<Person>();
        foreach (var address in mail.To(message))
        {
            people.Add(PersonOf(address));
        }

        return people.ToImmutable();
    }

    private TieLine LineOf(Tie tie) => new(tie.People.Select(PersonOf), tie.Masses, tie.Messages, tie.Strength);

    private Person PersonOf(int address) =>
        address < 0
            ? new("", null, null)
            : new(Clean.Words(mail.Addresses[address]), Clean.WordsOrNull(mail.Addresses.NameOf(address)), who.SideOf(address));

    private readonly record struct WaitDraft(Side OwedBy, int Asked, int Answered, double Hours, double ElapsedHours)
    {
        public ReplyTime Time => new(Hours, Answered >= 0);
    }
}
