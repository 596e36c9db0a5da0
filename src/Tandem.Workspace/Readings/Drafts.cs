using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>
/// Entries that somebody thinks of making. Only kind and body need to be there; who enters them and when is filled in. They
/// are decided upon like real ones.
/// </summary>
public sealed class Drafts
{
    private readonly SharedRecord record;
    private readonly Side us;
    private readonly DateTimeOffset at;
    private readonly List<Statement> accepted = [];

    /// <param name="ledger">The entries that stand.</param>
    /// <param name="us">The side that would enter them.</param>
    public Drafts(IEnumerable<Statement> ledger, Side us, DateTimeOffset at)
    {
        (this.us, this.at) = (us, at);
        record = SharedRecord.Of(ledger);
    }

    public IReadOnlyList<Statement> Accepted => accepted;

    /// <param name="json">One entry as an object.</param>
    /// <returns>Why it may not be entered; <c>null</c> when it may.</returns>
    public Refusal? Take(string json)
    {
        if (Parse(json) is not { } entry)
        {
            return new(RefusalCode.BadJson);
        }

        entry["id"] ??= FreeId("draft");
        entry["side"] ??= us.ToString();
        entry["by"] ??= "draft";
        entry["occurred"] ??= Instant.Write(at);
        entry["body"] ??= new JsonObject();
        return Take(Line.Read(Encoding.UTF8.GetBytes(entry.ToJsonString()), Later(at)));
    }

    /// <summary>The other side's word for each claim among them.</summary>
    public IReadOnlyList<Statement> Confirmations()
    {
        var words = new List<Statement>();
        foreach (var claim in accepted.ToList())
        {
            var confirmation = new JsonObject
            {
                ["id"] = FreeId($"yes-{words.Count + 1}"),
                ["kind"] = "confirmation",
                ["side"] = claim.Side.Other.ToString(),
                ["by"] = "draft",
                ["occurred"] = Instant.Write(at),
                ["body"] = new JsonObject { ["of"] = claim.Id.Value },
            };
            var line = Line.Read(Encoding.UTF8.GetBytes(confirmation.ToJsonString()), Later(at));
            if (record.Find(claim.Id) is { IsClaim: true } or { NeedsBoth: true }
                && Admission.Decide(record, line) is Verdict.Accepted { Statement: var yes })
            {
                words.Add(yes);
            }
        }

        return words;
    }

    /// <summary>An id that no entry has.</summary>
    private string FreeId(string beginning)
    {
        var number = accepted.Count + 1;
        while (record.Find(new($"{beginning}-{number}")) is not null)
        {
            number++;
        }

        return $"{beginning}-{number}";
    }

    private Refusal? Take(Line line)
    {
        switch (Admission.Decide(record, line))
        {
            case Verdict.Accepted { Statement: var statement }:
                _ = record.Apply(statement);
                accepted.Add(statement);
                return null;
            case Verdict.Refused { Refusal: var refusal }:
                return refusal;
            default:
                throw new System.Diagnostics.UnreachableException("A verdict is one of two.");
        }
    }

    /// <summary>A reading may look back; what is drafted still comes after everything.</summary>
    private DateTimeOffset Later(DateTimeOffset instant) => record.Head.LastRecorded is { } last && last > instant ? last : instant;

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
