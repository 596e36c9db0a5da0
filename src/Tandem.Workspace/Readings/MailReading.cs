using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>A person as mail shows them: an address, and the name written beside it if there ever was one.</summary>
public sealed record Person(string Address, string? Name, Side? Side)
{
    public string Shown => Name ?? Address;
}

/// <summary>One message as a face shows it. The subject is <c>null</c> when the message had none or it is not at hand.</summary>
/// <param name="Number">The message's number in its correspondence.</param>
/// <param name="Rule">By which rule the author was given to a side.</param>
/// <param name="Where">File and byte offset it was read from, as in <c>mail/2025.mbox:18823</c>.</param>
public sealed record MessageLine(
    int Number, DateTimeOffset At, Person Author, ImmutableArray<Person> To, string? Subject, string? MessageId,
    AttributionRule Rule, Traits Traits, string Where);

/// <summary>One wait as a face shows it: what was asked, what answered it, how long it took or has lasted so far.</summary>
/// <param name="WorkingHours">Working hours of the side that owes the reply.</param>
/// <param name="ElapsedHours">Hours on the wall.</param>
/// <param name="MeanWithout">The restricted mean if this wait had not been (leave-one-out); <c>null</c> where it is not listed as a reason.</param>
public sealed record WaitLine(
    Side OwedBy, MessageLine Asked, MessageLine? Answer, double WorkingHours, double ElapsedHours, double? MeanWithout)
{
    public bool IsOpen => Answer is null;
}

/// <summary>Which rule decided that a message opens a wait: by addresses alone, by its words too, or some by the one and some by the other.</summary>
public enum AskRule
{
    Addresses,
    AddressesAndWords,
    Mixed,
}

/// <summary>Where a figure is heading: this window against the one before it.</summary>
public enum Trend
{
    /// <summary>One of the two windows holds too little.</summary>
    NotEnough,
    NoClearChange,
    Faster,
    Slower,
}

/// <summary>How a side answers the other: all waits that it owed, opened within the window before the reading's instant.</summary>
/// <param name="Curve">The Kaplan-Meier curve with its figures, in working hours of the side that owes.</param>
/// <param name="Open">Waits not answered yet.</param>
/// <param name="Before">The same for the window before this one.</param>
/// <param name="Because">The waits, longest first, at most <see cref="Limits.RowsListed"/>, each with the mean without it.</param>
/// <param name="IfLongestOpenWereAnswered">The restricted mean if the longest open wait were answered now; <c>null</c> when none is open.</param>
public sealed record ResponsivenessReading(
    KaplanMeier Curve, int Open, AskRule Rule, KaplanMeier Before, Trend Trend, ImmutableArray<WaitLine> Because,
    double? IfLongestOpenWereAnswered)
{
    /// <summary>The window that counts, before the instant of the reading.</summary>
    public const int WindowDays = 180;

    public bool Enough => Curve.Enough;
}

/// <summary>One calendar quarter (UTC): personal messages that each side wrote in threads with the other, and how it
/// answered waits opened then.</summary>
/// <param name="Answers">By the side that owed the reply.</param>
public sealed record QuarterLine(Quarter Quarter, Sides<int> Messages, Sides<KaplanMeier> Answers);

/// <summary>A tie between two people; see <see cref="Core.Map.Tie"/>.</summary>
public sealed record TieLine(Sides<Person> People, Sides<double> Masses, Sides<int> Messages, double Strength);

/// <summary>What the mailbox holds of one side.</summary>
/// <param name="Initiated">Messages with neither In-Reply-To nor References.</param>
public sealed record SideCounts(Party Party, string Name, int Messages, int People, int Initiated);

/// <summary>The conversations behind the initiation share, newest first, at most <see cref="Limits.RowsListed"/>.</summary>
public sealed record BeginningLine(Side By, MessageLine First, int Messages);

/// <summary>
/// What a side's own mail says about one relationship at one instant. Private to that side. By convention side A of an
/// assessment from the command line is "us".
/// </summary>
/// <param name="At">The instant of the reading.</param>
/// <param name="Clock">The zone and hours by which each side's working time was counted, as in <c>Europe/Stockholm, Mon-Fri 09:00-17:00</c>.</param>
public sealed record MailReading(
    DateTimeOffset At,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    Sides<string> Clock,
    Sides<SideCounts> Counts,
    Sides<FirstReplies> FirstReplies,
    Sides<ResponsivenessReading> Responsiveness,
    WaitingShare WaitingShare,
    Initiation Initiation,
    ImmutableArray<BeginningLine> Beginnings,
    ImmutableArray<QuarterLine> Quarters,
    ImmutableArray<WaitLine> OpenWaits,
    ImmutableArray<TieLine> Ties)
{
    /// <summary>The same clocks as values, for faces that say them in another language.</summary>
    public Sides<WorkingHours> Hours { get; init; } = new(WorkingHours.Default, WorkingHours.Default);

    /// <summary>All open waits of the window; <see cref="OpenWaits"/> lists the longest.</summary>
    public int OpenCount { get; init; }

    /// <summary>Waits opened before the window and never answered, by the side that owes: too old to count, not forgotten.</summary>
    public Sides<int> OlderOpenCount { get; init; }

    public int TieCount { get; init; }
}
