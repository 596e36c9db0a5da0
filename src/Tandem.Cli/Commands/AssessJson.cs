using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Core.Evidence;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Cli.Commands;

/// <summary>
/// What <c>tandem assess --json</c> prints: schema <c>tandem.assess/1</c>, documented in docs/reference/assess-json.md.
/// Names keep their meaning; new ones may come.
/// </summary>
internal sealed record AssessJson
{
    public string Schema { get; } = "tandem.assess/1";

    public required int Files { get; init; }

    public required long Bytes { get; init; }

    public required long BytesOutsideMessages { get; init; }

    public required int Messages { get; init; }

    public required int DistinctMessages { get; init; }

    public required int Duplicates { get; init; }

    public required int Undated { get; init; }

    public required int OutsidePeriod { get; init; }

    public required int UnreadableCount { get; init; }

    public required IReadOnlyList<ProblemJson> Unreadable { get; init; }

    public required int Threads { get; init; }

    public required AddressesJson Addresses { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrganizationLine>? Organizations { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrganizationLine>? FreeMail { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Oldest { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Newest { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SideJson? Us { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SideJson? Them { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RepliesJson? FirstReplies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BothJson<AnswersJson>? Responsiveness { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitingJson? Waiting { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InitiationJson? Initiation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WaitJson>? OpenWaits { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OpenWaitCount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OlderJson? OpenBeforeWindow { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TieJson>? Ties { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TieCount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<QuarterJson>? Quarters { get; init; }

    public static AssessJson Of(MailboxReport report, MailReading? reading) => new()
    {
        Files = report.Files,
        Bytes = report.Bytes,
        BytesOutsideMessages = report.BytesOutside,
        Messages = report.Messages,
        DistinctMessages = report.DistinctMessages,
        Duplicates = report.Duplicates,
        Undated = report.Undated,
        OutsidePeriod = report.OutsidePeriod,
        UnreadableCount = report.ProblemCount,
        Unreadable = [.. report.Problems.Select(p => new ProblemJson(p.File, p.Offset, Name(p.Reason), p.Detail))],
        Threads = report.Conversations,
        Addresses = new(report.AddressesInFrom, report.AddressesInAll),
        Organizations = reading is null ? report.Organizations : null,
        FreeMail = reading is null ? report.FreeMail : null,
        At = reading?.At,
        Oldest = reading?.Oldest,
        Newest = reading?.Newest,
        Us = reading is null ? null : SideOf(reading, Side.A),
        Them = reading is null ? null : SideOf(reading, Side.B),
        FirstReplies = reading is null ? null : new(RepliesOf(reading.FirstReplies.B), RepliesOf(reading.FirstReplies.A)),
        Responsiveness = reading is null ? null : new(AnswersOf(reading.Responsiveness.B), AnswersOf(reading.Responsiveness.A)),
        Waiting = reading is null ? null : new(reading.WaitingShare.ShareOfA, Pair(reading.WaitingShare.Interval), reading.WaitingShare.Enough),
        Initiation = reading is null ? null : new(
            reading.Initiation.Began.A, reading.Initiation.Began.B, reading.Initiation.ShareOfA,
                Pair(reading.Initiation.Interval), reading.Initiation.Enough),
        OpenWaits = reading?.OpenWaits.Select(WaitOf).ToList(),
        OpenWaitCount = reading?.OpenCount,
        OpenBeforeWindow = reading is null ? null : new(reading.OlderOpenCount.B, reading.OlderOpenCount.A),
        TieCount = reading?.TieCount,
        Ties = reading?.Ties.Select(t => new TieJson(
            t.People.A.Address, t.People.B.Address, t.Messages.A, t.Messages.B, t.Masses.A, t.Masses.B, t.Strength)).ToList(),
        Quarters = reading?.Quarters.Select(q => new QuarterJson(
            q.Quarter.ToString(), q.Messages.A, q.Messages.B, WindowOf(q.Answers.B), WindowOf(q.Answers.A))).ToList(),
    };

    public string Write() => JsonSerializer.Serialize(this, AssessJsonContext.Relaxed.AssessJson);

    private static SideJson SideOf(MailReading reading, Side side)
    {
        var counts = reading.Counts[side];
        return new(counts.Party.Domains, counts.Party.Addresses, counts.Messages, counts.People, counts.Initiated,
            $"{reading.Hours[side].Zone.Id}, {reading.Hours[side].Write()}");
    }

    private static ReplyJson RepliesOf(FirstReplies replies) =>
        new(replies.Count, replies.MedianHours, replies.LowerQuartileHours, replies.UpperQuartileHours);

    private static AnswersJson AnswersOf(ResponsivenessReading reading) => new()
    {
        Waits = reading.Curve.Waits,
        Answered = reading.Curve.Replies,
        Open = reading.Open,
        MedianHours = reading.Curve.Median,
        RestrictedMeanHours = reading.Curve.RestrictedMean,
        Interval = Pair(reading.Curve.Interval),
        IgnoredRate = reading.Curve.IgnoredRate,
        Responsiveness = reading.Curve.Responsiveness,
        Enough = reading.Enough,
        Rule = Name(reading.Rule),
        Trend = Name(reading.Trend),
        Before = WindowOf(reading.Before),
        IfLongestOpenWereAnswered = reading.IfLongestOpenWereAnswered,
        Because = [.. reading.Because.Select(WaitOf)],
    };

    private static WindowJson WindowOf(KaplanMeier curve) =>
        new(curve.Waits, curve.Replies, curve.RestrictedMean, Pair(curve.Interval), curve.Enough);

    private static WaitJson WaitOf(WaitLine wait) => new(
        wait.OwedBy == Side.A ? "us" : "them", MessageOf(wait.Asked), wait.Answer is null ? null : MessageOf(wait.Answer),
        wait.WorkingHours, wait.ElapsedHours, wait.MeanWithout);

    private static MessageJson MessageOf(MessageLine line) => new(
        line.At, line.Author.Address, [.. line.To.Select(p => p.Address)], line.Subject, line.MessageId, Name(line.Rule), line.Where);

    private static double[]? Pair(Interval? interval) => interval is { } known ? [known.Low, known.High] : null;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal sealed record ProblemJson(string File, long Offset, string Reason, string? Detail);

internal sealed record AddressesJson(int From, int All);

internal sealed record SideJson(
    IReadOnlyList<string> Domains, IReadOnlyList<string> Addresses, int Messages, int People, int Initiated, string Clock);

internal sealed record RepliesJson(ReplyJson ByThem, ReplyJson ByUs);

internal sealed record ReplyJson(int N, double? MedianHours, double? P25Hours, double? P75Hours);

internal sealed record BothJson<T>(T Theirs, T Ours);

internal sealed record AnswersJson
{
    public required int Waits { get; init; }

    public required int Answered { get; init; }

    public required int Open { get; init; }

    public required double? MedianHours { get; init; }

    public required double? RestrictedMeanHours { get; init; }

    public required double[]? Interval { get; init; }

    public required double? IgnoredRate { get; init; }

    public required double? Responsiveness { get; init; }

    public required bool Enough { get; init; }

    public required string Rule { get; init; }

    public required string Trend { get; init; }

    public required WindowJson Before { get; init; }

    public required double? IfLongestOpenWereAnswered { get; init; }

    public required IReadOnlyList<WaitJson> Because { get; init; }
}

internal sealed record WindowJson(int Waits, int Answered, double? RestrictedMeanHours, double[]? Interval, bool Enough);

internal sealed record WaitingJson(double? ShareOfUs, double[]? Interval, bool Enough);

internal sealed record InitiationJson(int Us, int Them, double? ShareOfUs, double[]? Interval, bool Enough);

internal sealed record WaitJson(
    string OwedBy, MessageJson Asked, MessageJson? Answer, double WorkingHours, double ElapsedHours, double? MeanWithout);

internal sealed record MessageJson(
    DateTimeOffset At, string From, IReadOnlyList<string> To, string? Subject, string? MessageId, string Rule, string Where);

internal sealed record OlderJson(int Theirs, int Ours);

internal sealed record TieJson(
    string Us, string Them, int MessagesByUs, int MessagesByThem, double MassByUs, double MassByThem, double Strength);

internal sealed record QuarterJson(string Quarter, int Us, int Them, WindowJson Theirs, WindowJson Ours);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(AssessJson))]
internal sealed partial class AssessJsonContext : JsonSerializerContext
{
    /// <summary>Names and subjects stay readable: what is printed is JSON for a terminal, never put into a page.</summary>
    public static AssessJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
