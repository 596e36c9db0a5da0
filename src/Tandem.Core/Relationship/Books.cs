using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// Everything the measures add up, kept as sums: one more entry costs the same however many there are. It is read for an
/// instant that the <see cref="Chronicle"/> has come to.
/// </summary>
public sealed class Books
{
    private const double YearDays = 365;

    private readonly Dictionary<string, PanBook> categories = [];
    private readonly Fading year;
    private readonly int[] committed = new int[2];

    internal Books(DateTimeOffset anchor)
    {
        Anchor = anchor;
        year = new(anchor, YearDays);
        Trust = Sides.Of(_ => new TrustBook(year));
        Autonomy = Sides.Of(_ => new AutonomyBook(year));
        Value = Sides.Of(_ => new ValueBook(year));
        Headline = new(year);
        Concessions = new(year);
    }

    /// <summary>As of when its sums are kept.</summary>
    public DateTimeOffset Anchor { get; }

    /// <summary>By the side that trusts.</summary>
    public Sides<TrustBook> Trust { get; }

    /// <summary>Contributions and risks together.</summary>
    public PanBook Headline { get; }

    public IReadOnlyDictionary<string, PanBook> Categories => categories;

    public PanBook Concessions { get; }

    public ShiftBook Shifts { get; } = new();

    public RiskBook Risks { get; } = new();

    public EquityBook Equity { get; } = new();

    /// <summary>By the side that receives.</summary>
    public Sides<ValueBook> Value { get; }

    /// <summary>By the side that is concerned.</summary>
    public Sides<AutonomyBook> Autonomy { get; }

    public DecisionBook Decisions { get; } = new();

    /// <summary>By the side that made the commitments.</summary>
    public Sides<ObligationAccount> Obligations { get; } = new(new(), new());

    public SortedDictionary<long, (Matter Matter, WaitPosting What)> Waits { get; } = [];

    public SortedDictionary<long, (Matter Matter, SummaryPosting What)> Summaries { get; } = [];

    /// <summary>By the side that answered; the last is the latest.</summary>
    public Sides<SortedList<long, (Matter Matter, Pulse What)>> Pulses { get; } = new([], []);

    public SortedDictionary<long, (Matter Matter, SettlementPosting What)> Settlements { get; } = [];

    /// <summary>The charters signed by both, by the entry that signed them.</summary>
    public SortedList<long, Matter> Charters { get; } = [];

    /// <summary>How often each side showed commitment in the last 180 days.</summary>
    public Sides<int> Committed => new(committed[0], committed[1]);

    public int Transactions { get; internal set; }

    public int SevereIncidents { get; internal set; }

    internal PanBook Category(string name)
    {
        if (!categories.TryGetValue(name, out var book))
        {
            categories.Add(name, book = new(year));
        }

        return book;
    }

    internal void AddCommitted(Side side, int sign) => committed[(int)side] += sign;

    internal static void Note<T>(IDictionary<long, (Matter Matter, T What)> book, Matter matter, T what, int sign)
    {
        _ = sign > 0 ? book.TryAdd(matter.Sequence, (matter, what)) : book.Remove(matter.Sequence);
    }
}
