using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>
/// Writes the entries of one suggestion: first its draft, then what is only imagined. All are entries that the ledger would
/// take in, and none has an id that is there already.
/// </summary>
internal sealed class Pen(Situation situation, string action, string? about)
{
    private const string Prefix = "adv-";

    /// <summary>Room for the number that tells a second draft from the first.</summary>
    private const int NameChars = Limits.IdChars - 5;

    /// <summary>When something is due on its day.</summary>
    private const int DueHour = 17;

    private const double LargestWorth = 1e14;
    private const decimal SmallestWorth = 0.01m;

    private readonly string name = NameOf(action, about);
    private int count;

    /// <summary>
    /// Whether the same was taken up before and is still open: not resolved, not answered, or not agreed to by the other side.
    /// It is not suggested twice.
    /// </summary>
    public bool IsUnderWay => situation.Chronicle.Matters.Any(matter => IsMine(matter.Id.Value!) && matter.Alive is not null && IsOpen(matter));

    public Statement Ours(string kind, JsonObject body) => Write(situation.Us, FreshId(), kind, body);

    public Statement Theirs(string kind, JsonObject body) => Write(situation.Them, FreshId(), kind, body);

    /// <summary>The same as a draft of ours, with something changed in it.</summary>
    public Statement Redrafted(Statement draft, Action<JsonObject> change)
    {
        var body = BodyOf(draft);
        change(body);
        return Write(situation.Us, draft.Id, draft.Fact.Kind, body) with { Texts = draft.Texts };
    }

    public Statement Commit(int days, Importance importance, double? worth = null)
    {
        var body = new JsonObject { ["by"] = Word(situation.Us), ["due"] = Due(days), ["importance"] = Word(importance) };
        if (worth is { } amount)
        {
            body["worth"] = Worth(amount);
        }

        return Ours("commitment", body);
    }

    public Statement Ask(int days) => Ours("request", new() { ["from"] = Word(situation.Us), ["due"] = Due(days) });

    /// <summary>A commitment of ours kept, and acknowledged by the other side; then what else comes of it.</summary>
    public Outlook Kept(Statement commitment, params IEnumerable<Statement> then)
    {
        var kept = Resolve(commitment.Id, Outcome.Kept);
        return new([commitment, kept, Confirmed(kept), .. then]);
    }

    /// <summary>A commitment of ours broken, as we would have to admit.</summary>
    public Outlook Broken(Statement commitment) => new([commitment, Resolve(commitment.Id, Outcome.Broken)]);

    public Statement Resolve(EntryId commitment, Outcome outcome) =>
        Ours("resolution", new() { ["commitment"] = commitment.Value, ["outcome"] = Word(outcome) });

    /// <summary>By the side that did not enter it.</summary>
    public Statement Confirmed(Statement entry) =>
        Write(entry.Side.Other, FreshId(), "confirmation", new() { ["of"] = entry.Id.Value });

    public Statement Agree(Side by, EntryId decision) =>
        Write(by, FreshId(), "consent", new() { ["decision"] = decision.Value, ["agreed"] = true });

    /// <summary>What makes a decision of ours count in full: consent to a proposed one, else a confirmation.</summary>
    public ImmutableArray<Statement> InForce(Statement decision) => decision.Fact is not Decision { IsProposed: true } proposed
        ? [Confirmed(decision)]
        : proposed.Affects.Contains(situation.Them) && proposed.DecidedBy != situation.Them ? [Agree(situation.Them, decision.Id)]
        : [];

    public Statement Give(Side giver, double worth) => Write(giver, FreshId(), "contribution", new()
    {
        ["giver"] = Word(giver),
        ["category"] = "other",
        ["worth"] = Worth(worth),
    });

    /// <summary>In the yardstick's currency, or in hours while there is none.</summary>
    public JsonObject Worth(double amount) => situation.Chronicle.Yardstick is { Currency: var currency }
        ? new() { ["amount"] = Decimal(amount), ["currency"] = currency }
        : new() { ["hours"] = Decimal(amount / (double)Yardstick.HourWithoutCharter) };

    public string Due(int days) => Instant.Write(
        new(situation.At.UtcDateTime.Date.AddDays(days).AddHours(DueHour), TimeSpan.Zero));

    /// <summary>What an entry says now: its own body, or what both agreed upon in its place.</summary>
    public static JsonObject BodyOf(Matter matter, Sight sight) => sight.Agreement is { } agreement
        ? BodyOf(agreement.Statement)["body"]!.DeepClone().AsObject()
        : BodyOf(matter.Statement);

    public static string Word<T>(T word)
        where T : struct, Enum => word is Side ? word.ToString() : word.ToString().ToLowerInvariant();

    private static bool IsOpen(Matter matter) => matter.Statement.Fact switch
    {
        Commitment or Request or Decision { IsProposed: true } => !matter.Words.Any(word => word.Statement.Fact is Resolution or Response or Consent),
        _ => matter.Seen == Attestation.Claimed,
    };

    private static JsonObject BodyOf(Statement statement) => JsonNode.Parse(statement.Body.Span)!.AsObject();

    private static string Decimal(double amount) => Math.Max(SmallestWorth, Math.Round((decimal)Math.Min(amount, LargestWorth), 2))
        .ToString("0.00", CultureInfo.InvariantCulture);

    private static string NameOf(string action, string? about)
    {
        var name = Prefix + action.Replace(' ', '-') + (about is null ? "" : "-" + about);
        return name.Length > NameChars ? name[..NameChars] : name;
    }

    private Statement Write(Side side, EntryId id, string kind, JsonObject body)
    {
        using var written = JsonDocument.Parse(body.ToJsonString());
        var fact = Kinds.Read(kind, written.RootElement, "body", out var problem)
            ?? throw new UnreachableException($"A {kind} of {action} breaks a rule at {problem.Member}.");
        var now = Instant.Cut(situation.At);
        return new(id, side, "advice", now, now, fact, CanonicalJson.Of(written.RootElement), []);
    }

    private EntryId FreshId()
    {
        EntryId id;
        do
        {
            count++;
            id = new(count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{count}"));
        }
        while (situation.Chronicle.Find(id) is not null);

        return id;
    }

    /// <summary>The name, or the name and a number.</summary>
    private bool IsMine(string id) => id.StartsWith(name, StringComparison.Ordinal)
        && (id.Length == name.Length || (id[name.Length] == '-' && !id.AsSpan(name.Length + 1).ContainsAnyExceptInRange('0', '9')));
}
