using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tandem.Web.Tables;

/// <summary>Under which heading a kind of entry is offered.</summary>
internal enum EntryGroup
{
    Give,
    Gain,
    Promise,
    Talk,
    Agree,

    /// <summary>Words about another entry: they are entered at that entry.</summary>
    Word,
    Program,
}

/// <summary>A kind of entry as pages call and draw it.</summary>
/// <param name="Key">The key of its name.</param>
/// <param name="For">The key of the sentence that says what it is for; <c>null</c> where no form is offered.</param>
internal sealed record EntryKind(string Kind, string Icon, EntryGroup Group, string Key, string? For)
{
    public static ImmutableArray<EntryKind> All { get; } =
    [
        new("contribution", "gift", EntryGroup.Give, "kind.contribution", "kind.contribution.for"),
        new("risk", "hand-coins", EntryGroup.Give, "kind.risk", "kind.risk.for"),
        new("concession", "scale", EntryGroup.Give, "kind.concession", "kind.concession.for"),
        new("risk_transfer", "arrow-right", EntryGroup.Give, "kind.risk-transfer", "kind.risk-transfer.for"),
        new("benefit", "target", EntryGroup.Gain, "kind.benefit", "kind.benefit.for"),
        new("realisation", "circle-check", EntryGroup.Gain, "kind.realisation", "kind.realisation.for"),
        new("transaction", "layout-grid", EntryGroup.Gain, "kind.transaction", "kind.transaction.for"),
        new("commitment", "handshake", EntryGroup.Promise, "kind.commitment", "kind.commitment.for"),
        new("resolution", "list-checks", EntryGroup.Promise, "kind.resolution", "kind.resolution.for"),
        new("incident", "flag", EntryGroup.Promise, "kind.incident", "kind.incident.for"),
        new("repair", "undo-2", EntryGroup.Promise, "kind.repair", "kind.repair.for"),
        new("forgiveness", "star", EntryGroup.Promise, "kind.forgiveness", "kind.forgiveness.for"),
        new("request", "message-square", EntryGroup.Talk, "kind.request", "kind.request.for"),
        new("response", "send", EntryGroup.Talk, "kind.response", "kind.response.for"),
        new("summary", "mail", EntryGroup.Talk, "kind.summary", "kind.summary.for"),
        new("decision", "git-branch", EntryGroup.Agree, "kind.decision", "kind.decision.for"),
        new("charter", "file-check", EntryGroup.Agree, "kind.charter", "kind.charter.for"),
        new("settlement", "scale", EntryGroup.Agree, "kind.settlement", "kind.settlement.for"),
        new("pulse", "users", EntryGroup.Agree, "kind.pulse", "kind.pulse.for"),
        new("consent", "check", EntryGroup.Word, "kind.consent", null),
        new("confirmation", "circle-check", EntryGroup.Word, "kind.confirmation", null),
        new("dispute", "circle-alert", EntryGroup.Word, "kind.dispute", null),
        new("withdrawal", "undo-2", EntryGroup.Word, "kind.withdrawal", null),
        new("agreement", "handshake", EntryGroup.Word, "kind.agreement", null),
        new("redaction", "trash-2", EntryGroup.Word, "kind.redaction", null),
        new("program", "users", EntryGroup.Program, "kind.program", null),
        new("invitation", "mail", EntryGroup.Program, "kind.invitation", null),
        new("answer", "send", EntryGroup.Program, "kind.answer", null),
        new("pairing", "users", EntryGroup.Program, "kind.pairing", null),
        new("meeting", "calendar", EntryGroup.Program, "kind.meeting", null),
        new("handover", "arrow-right", EntryGroup.Program, "kind.handover", null),
        new("closing", "circle-check", EntryGroup.Program, "kind.closing", null),
    ];

    private static readonly FrozenDictionary<string, EntryKind> ByKind = All.ToFrozenDictionary(kind => kind.Kind);

    public static EntryKind Of(string kind) => ByKind[kind];

    public static bool IsOne(string? kind) => kind is not null && ByKind.ContainsKey(kind);
}
