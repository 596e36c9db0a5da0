using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tandem.Web.Tables;

/// <summary>The form of a kind of entry: the one place that says which fields it has and in which order.</summary>
public sealed record EntryForm(string Kind, ImmutableArray<FormField> Fields)
{
    private static readonly ImmutableArray<(string Word, string Label)> Importance =
        [("minor", "entry.minor"), ("normal", "entry.normal"), ("major", "entry.major")];

    private static readonly FormField What = new("what", FieldType.Text, "entry.text.what");
    private static readonly FormField Note = new("note", FieldType.Text, "entry.text.note", IsOptional: true);
    private static readonly FormField Why = new("why", FieldType.Text, "entry.text.why", IsOptional: true);

    private static readonly FrozenDictionary<string, EntryForm> All = new EntryForm[]
    {
        new("contribution",
        [
            What, new("giver", FieldType.Side, "field.giver"),
            new("category", FieldType.Word, "field.category", Words:
            [
                ("time", "entry.category.time"), ("money", "entry.category.money"), ("knowledge", "entry.category.knowledge"),
                ("access", "entry.category.access"), ("flexibility", "entry.category.flexibility"),
                ("investment", "entry.category.investment"), ("other", "entry.category.else"),
            ]),
            new("worth", FieldType.Worth, "field.worth"), new("project", FieldType.Code, "field.project", IsOptional: true),
        ]),
        new("risk",
        [
            What, new("bearer", FieldType.Side, "field.bearer"), new("probability", FieldType.Percent, "field.probability"),
            new("impact", FieldType.Worth, "field.impact"),
            new("matches", FieldType.Entry, "field.matches", IsOptional: true, Eligible: Eligible.Risks),
        ]),
        new("benefit",
        [
            What, new("receiver", FieldType.Side, "field.receiver"), new("expected", FieldType.Worth, "field.expected"),
            new("start", FieldType.Day, "field.start"), new("due", FieldType.Day, "field.benefit-due"),
        ]),
        new("realisation",
        [
            new("benefit", FieldType.Entry, "field.benefit", IsOptional: true, Eligible: Eligible.Benefits),
            new("receiver", FieldType.Side, "field.receiver"), new("worth", FieldType.Change, "field.realised"), Note,
        ]),
        new("commitment",
        [
            What, new("by", FieldType.Side, "field.by"), new("due", FieldType.Day, "field.due"),
            new("importance", FieldType.Word, "field.importance", Words: Importance),
            new("worth", FieldType.Worth, "field.worth", IsOptional: true),
            new("replaces", FieldType.Entry, "field.replaces", IsOptional: true, Eligible: Eligible.OpenCommitments),
        ]),
        new("resolution",
        [
            new("commitment", FieldType.Entry, "field.commitment", Eligible: Eligible.OpenCommitments),
            new("outcome", FieldType.Word, "field.outcome", Words:
            [
                ("kept", "field.outcome.kept"), ("partial", "field.outcome.partial"), ("broken", "field.outcome.broken"),
                ("renegotiated", "field.outcome.renegotiated"),
            ]),
            new("fraction", FieldType.Percent, "field.fraction", IsOptional: true),
            new("replacement", FieldType.Entry, "field.replacement", IsOptional: true, Eligible: Eligible.Commitments), Note,
        ]),
        new("repair", [new("of", FieldType.Entry, "field.wrong", Eligible: Eligible.Wrongs), What]),
        new("forgiveness", [new("of", FieldType.Entry, "field.wrong", Eligible: Eligible.Wrongs), Why]),
        new("incident",
        [
            What, new("caused_by", FieldType.Side, "field.caused-by"),
            new("severity", FieldType.Word, "field.severity", Words: Importance),
        ]),
        new("request", [What, new("from", FieldType.Side, "field.from"), new("due", FieldType.Day, "field.due", IsOptional: true)]),
        new("response",
        [
            new("request", FieldType.Entry, "field.request", Eligible: Eligible.Requests),
            new("answer", FieldType.Word, "field.answer", Words:
                [("answered", "entry.do.answered"), ("accepted", "entry.do.accepted"), ("declined", "entry.do.declined")]), Note,
        ]),
        new("concession",
        [
            What, new("by", FieldType.Side, "field.conceded-by"), new("worth", FieldType.Worth, "field.worth"),
            new("on_demand", FieldType.Flag, "field.on-demand"), new("linked_return", FieldType.Flag, "field.linked-return"),
        ]),
        new("risk_transfer",
        [
            What, new("from", FieldType.Side, "field.moved-from"), new("to", FieldType.Side, "field.moved-to"),
            new("worth", FieldType.Worth, "field.worth"), new("known", FieldType.Flag, "field.known"),
            new("consented", FieldType.Flag, "field.consented"),
        ]),
        new("transaction", [What, new("worth", FieldType.Worth, "field.worth")]),
    }.ToFrozenDictionary(form => form.Kind);

    /// <summary><c>null</c> where a kind is entered on a page of its own, or beside another entry.</summary>
    public static EntryForm? Of(string kind) => All.GetValueOrDefault(kind);
}
