using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tables;

/// <summary>An entry in plain words: what it is called, what it says, and how far it is believed.</summary>
public sealed class EntryWords
{
    private const int TitleChars = 160;

    /// <summary>What people call what they wrote; the first of these that is there is the title.</summary>
    private static readonly string[] Titles = ["what", "purpose"];

    private static readonly string[] Notes = ["what", "why", "note", "purpose"];

    /// <param name="named">Entries that others name, for their titles.</param>
    internal EntryWords(Reader reader, TableHead head, IReadOnlyDictionary<EntryId, ShownEntry> named) =>
        (Reader, Head, Named) = (reader, head, named);

    public TableHead Head { get; }

    public IReadOnlyDictionary<EntryId, ShownEntry> Named { get; }

    private Reader Reader { get; }

    public string Name(Side side) => Head.Relationship.Sides[side].Name;

    public string Kind(ShownEntry entry) => Reader[EntryKind.Of(entry.Statement.Fact.Kind).Key];

    /// <summary>Neither side's alone.</summary>
    public static bool IsJoint(Fact fact) => fact is Charter or Settlement or Decision { DecidedBy: null } or Arrangement;

    public string Title(ShownEntry entry) => Short(
        Titles.Select(entry.Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? TitleOf(entry.Statement.Fact, entry));

    /// <summary>What else was written, below the title.</summary>
    public IEnumerable<string> Written(ShownEntry entry)
    {
        var title = Titles.FirstOrDefault(name => !string.IsNullOrWhiteSpace(entry.Text(name)));
        var isUsed = title is null && Title(entry) is var shown && (shown == entry.Text("note") || shown == entry.Text("why"));
        return Notes.Where(name => !isUsed && (name != title || entry.Text(name)!.Length > TitleChars)).Select(entry.Text).OfType<string>();
    }

    public string TitleOf(EntryId id) => Named.TryGetValue(id, out var entry) ? Title(entry) : id.ToString();

    /// <summary>The commercial facts, one after the other.</summary>
    public string Facts(ShownEntry entry) => string.Join(" · ", Parts(entry.State.Said, entry.Statement.Side).Where(part => part.Length > 0));

    public string Importance(Importance importance) => importance switch
    {
        Core.Vocabulary.Importance.Minor => Reader["entry.minor"],
        Core.Vocabulary.Importance.Normal => Reader["entry.normal"],
        Core.Vocabulary.Importance.Major => Reader["entry.major"],
        _ => throw new System.Diagnostics.UnreachableException($"Unknown importance {importance}."),
    };

    public string Category(ContributionCategory category) => category switch
    {
        ContributionCategory.Time => Reader["entry.category.time"],
        ContributionCategory.Money => Reader["entry.category.money"],
        ContributionCategory.Knowledge => Reader["entry.category.knowledge"],
        ContributionCategory.Access => Reader["entry.category.access"],
        ContributionCategory.Flexibility => Reader["entry.category.flexibility"],
        ContributionCategory.Investment => Reader["entry.category.investment"],
        ContributionCategory.Other => Reader["entry.category.else"],
        _ => throw new System.Diagnostics.UnreachableException($"Unknown category {category}."),
    };

    /// <summary>How far it is believed, and why; <c>null</c> where that is no question.</summary>
    public EntryMark? Mark(ShownEntry entry) => entry.Sequence == 0 ? null : entry.AttestationAt(Head.At) switch
    {
        Attestation.Withdrawn => new(Reader["entry.withdrawn"], "tag", null),
        _ when entry.State.NeedsBoth => entry.State.IsInForce
            ? new(Reader["entry.in-force"], "tag line", "check")
            : new(Reader.Say("entry.unsigned", Name(entry.Statement.Side.Other)), "tag hatch", null),
        Attestation.Disputed => new(Reader.Say("entry.disputed", Name(entry.Statement.Side.Other)), "tag hatch", null),
        Attestation.Claimed => new(ClaimedWord(entry), "tag hatch", null),
        _ when entry.State.AgreedBy > 0 => new(Reader["entry.agreed"], "tag line", "check"),
        _ when entry.State.ConfirmedBy > 0 || entry.State.IsConsented => new(Reader["entry.confirmed"], "tag line", "check"),
        _ when entry.State.AnsweredBy > 0 => new(Reader["entry.answered"], "tag line", "check"),
        _ when entry.Favoured is null => null,
        _ when entry.Favoured != entry.Statement.Side => new(Reader["entry.admitted"], "tag line", null),
        _ => new(Reader["entry.lapsed"], "tag line", null),
    };

    private string ClaimedWord(ShownEntry entry) => entry.State.LapsesAt is { } lapses
        ? Reader.Count("entry.claimed-days", (long)Math.Ceiling((lapses - Head.At).TotalDays))
        : Reader["entry.claimed"];

    private string TitleOf(Fact fact, ShownEntry entry) => fact switch
    {
        Confirmation { Of: var of } => Reader.Say("entry.title.confirmation", TitleOf(of)),
        Dispute { Of: var of } => Reader.Say("entry.title.dispute", TitleOf(of)),
        Withdrawal { Of: var of } => Reader.Say("entry.title.withdrawal", TitleOf(of)),
        Resolution resolution => Reader.Say(OutcomeKey(resolution.Outcome), TitleOf(resolution.Commitment)),
        Response response => Reader.Say(AnswerKey(response.Answer), TitleOf(response.Request)),
        Repair { Of: var of } => Reader.Say("entry.title.repair", TitleOf(of)),
        Forgiveness { Of: var of } => Reader.Say("entry.title.forgiveness", TitleOf(of)),
        Consent { Agreed: true } consent => Reader.Say("entry.title.consent", TitleOf(consent.Decision)),
        Consent consent => Reader.Say("entry.title.refusal", TitleOf(consent.Decision)),
        Agreement { Of: var of } => Reader.Say("entry.title.agreement", TitleOf(of)),
        Redaction { Of: var of } => Reader.Say("entry.title.redaction", TitleOf(of)),
        Realisation { Of: { } of } => Reader.Say("entry.title.realisation", TitleOf(of)),
        Summary summary => Reader.Say("entry.title.summary", summary.Period),
        Pulse pulse => Reader.Say("entry.title.pulse", pulse.Round),
        Settlement settlement => Reader.Say("entry.title.settlement", settlement.Period),
        Charter => Reader["kind.charter"],
        _ when !entry.Erased.IsEmpty => Reader["entry.erased"],
        _ => entry.Text("note") ?? entry.Text("why") ?? Kind(entry),
    };

    private static string OutcomeKey(Outcome outcome) => outcome switch
    {
        Outcome.Kept => "entry.title.kept",
        Outcome.Partial => "entry.title.partial",
        Outcome.Broken => "entry.title.broken",
        Outcome.Renegotiated => "entry.title.renegotiated",
        _ => throw new System.Diagnostics.UnreachableException($"Unknown outcome {outcome}."),
    };

    private static string AnswerKey(Answer answer) => answer switch
    {
        Answer.Answered => "entry.title.answered",
        Answer.Accepted => "entry.title.accepted",
        Answer.Declined => "entry.title.declined",
        _ => throw new System.Diagnostics.UnreachableException($"Unknown answer {answer}."),
    };

    /// <param name="author">The side that entered it: a day is one by its clock.</param>
    private IEnumerable<string> Parts(Fact fact, Side author) => fact switch
    {
        Contribution it => [Name(it.Giver), Reader.Worth(it.Worth), Category(it.Category), it.Project ?? ""],
        Risk it => [Name(it.Bearer), Reader.Say("entry.risk", Reader.Percent(it.Probability), Reader.Worth(it.Impact))],
        Benefit it => [Reader.Say("entry.benefit", Name(it.Receiver), Reader.Worth(it.Expected), Day(it.Due, author))],
        Realisation it => [Name(it.Receiver), Reader.Worth(it.Worth)],
        Commitment it => [Name(it.By), Importance(it.Importance), Due(it.Due, author), it.Worth is { } worth ? Reader.Worth(worth) : ""],
        Resolution { Fraction: { } part } => [Reader.Say("entry.fraction", Reader.Percent(part))],
        Incident it => [Reader.Say("entry.caused-by", Name(it.CausedBy)), Importance(it.Severity)],
        Request it => [Reader.Say("entry.asks", Name(it.From)), it.Due is { } due ? Due(due, author) : ""],
        Concession it =>
        [
            Name(it.By), Reader.Worth(it.Worth), it.OnDemand ? Reader["entry.on-demand"] : Reader["entry.unasked"],
            it.LinkedReturn ? Reader["entry.with-return"] : Reader["entry.without-return"],
        ],
        RiskTransfer it =>
        [
            Reader.Say("entry.moved", Name(it.From), Name(it.To)), Reader.Worth(it.Worth),
            it.Known ? Reader["entry.known"] : Reader["entry.unknown"], it.Consented ? Reader["entry.consented"] : Reader["entry.not-consented"],
        ],
        Transaction it => [Reader.Worth(it.Worth)],
        Settlement it => [Reader.Say("entry.pays", Name(it.From), Name(it.To), Reader.Worth(it.Worth))],
        Decision it => [it.Class, it.DecidedBy is { } by ? Reader.Say("entry.decided-by", Name(by)) : Reader["entry.decided-together"]],
        Summary it =>
        [
            Reader.Say("entry.messages", Name(Head.Us), it.Messages[Head.Us], Name(Head.Them), it.Messages[Head.Them]),
            Reader.Count("entry.waits", it.Waits.Length),
        ],
        Pulse it => [Name(it.Side), Reader.Count("entry.respondents", it.Respondents)],
        Charter { Band: { } band } => [Reader.Say("entry.band", Hundredths(band), Hundredths(1 - band))],
        Agreement { Said: { } said } => Parts(said, author),
        Redaction it => [string.Join(", ", it.Groups), it.Ground],
        _ => [],
    };

    public string Due(DateTimeOffset due, Side by) => Reader.Say("entry.due", Day(due, by));

    /// <summary>As whoever entered it named it: by the clock of their side.</summary>
    public string Day(DateTimeOffset instant, Side by) => Reader.Day(Head.Relationship.DayOf(instant, by));

    /// <summary>Of an entry that is named here.</summary>
    public Side EnteredBy(EntryId id) => Named.TryGetValue(id, out var entry) ? entry.Statement.Side : Head.Us;

    private string Hundredths(double share) => Reader.Whole((long)Math.Round(share * 100));

    private static string Short(string text) => text.Length <= TitleChars ? text : text[..(TitleChars - 1)] + "…";
}

/// <summary>A tag beside an entry.</summary>
public sealed record EntryMark(string Word, string Classes, string? Icon);
