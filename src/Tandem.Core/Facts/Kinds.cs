using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>Every kind of entry and how its body is read.</summary>
public static class Kinds
{
    /// <summary>Those that commit a whole organization: in force once both sides have signed.</summary>
    public static readonly FrozenSet<string> NeedBoth = FrozenSet.Create("charter", "settlement", "agreement");

    private static readonly FrozenDictionary<string, Func<Body, Fact>> Readers = new Dictionary<string, Func<Body, Fact>>
    {
        ["charter"] = Charter.Read,
        ["contribution"] = Contribution.Read,
        ["risk"] = Risk.Read,
        ["benefit"] = Benefit.Read,
        ["realisation"] = Realisation.Read,
        ["commitment"] = Commitment.Read,
        ["resolution"] = Resolution.Read,
        ["repair"] = Repair.Read,
        ["forgiveness"] = Forgiveness.Read,
        ["incident"] = Incident.Read,
        ["request"] = Request.Read,
        ["response"] = Response.Read,
        ["decision"] = Decision.Read,
        ["consent"] = Consent.Read,
        ["concession"] = Concession.Read,
        ["risk_transfer"] = RiskTransfer.Read,
        ["transaction"] = Transaction.Read,
        ["pulse"] = Pulse.Read,
        ["summary"] = Summary.Read,
        ["settlement"] = Settlement.Read,
        ["confirmation"] = Confirmation.Read,
        ["dispute"] = Dispute.Read,
        ["withdrawal"] = Withdrawal.Read,
        ["agreement"] = Agreement.Read,
        ["redaction"] = Redaction.Read,
        ["program"] = _ => new Arrangement("program"),
        ["invitation"] = _ => new Arrangement("invitation"),
        ["answer"] = _ => new Arrangement("answer"),
        ["pairing"] = _ => new Arrangement("pairing"),
        ["meeting"] = _ => new Arrangement("meeting"),
        ["handover"] = _ => new Arrangement("handover"),
        ["closing"] = _ => new Arrangement("closing"),
    }.ToFrozenDictionary();

    public static ImmutableArray<string> All { get; } = [.. Readers.Keys.Order(StringComparer.Ordinal)];

    public static bool IsOne(string kind) => Readers.ContainsKey(kind);

    /// <summary>Reads a body of a known kind.</summary>
    /// <param name="path">What the body is called in a problem.</param>
    /// <returns>The fact; or <c>null</c>, with the first member that breaks its rule and what stood there.</returns>
    public static Fact? Read(string kind, JsonElement body, string path, out (string Member, string? Found) problem)
    {
        var reader = new Body(body, path);
        reader.MustBeObject();
        var fact = reader.Wrong is null ? Readers[kind](reader) : null;
        _ = fact is null or Arrangement ? [] : Attachments(reader);
        problem = (reader.Wrong ?? "", reader.Found);
        return reader.Wrong is null ? fact : null;
    }

    /// <summary>The documents that a body names; every kind may.</summary>
    public static ImmutableArray<Attachment> AttachmentsOf(JsonElement body) => Attachments(new Body(body));

    private static ImmutableArray<Attachment> Attachments(Body body)
    {
        if (!body.Has("attachments"))
        {
            return [];
        }

        var attachments = body.List("attachments", Attachment.Read);
        body.Require(attachments.Length <= Limits.Attachments, "attachments");
        return attachments;
    }
}
