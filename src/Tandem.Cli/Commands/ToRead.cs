using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>The argument and options of every command that reads a ledger and changes nothing.</summary>
internal sealed class ToRead
{
    private readonly Argument<string> ledger;
    private readonly Option<DateTimeOffset?> at;
    private readonly Option<string?> hours;
    private readonly Place place;

    /// <param name="ofSide">What a side says to the command; <c>null</c> where it needs none.</param>
    public ToRead(Texts help, string? ofSide = null)
    {
        ledger = new("RELATIONSHIP|FILE") { Description = help["option.ledgerToRead"] };
        at = Sight.InstantOption("--at", help["option.readAt"], help);
        hours = new("--hours") { Description = help["option.hoursFile"], HelpName = "FILE" };
        place = ofSide is null ? Place.ForMembers(help) : Place.ForMembersOrSides(help, ofSide);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Insert(0, ledger);
        command.Options.Add(at);
        command.Options.Add(hours);
        place.AddTo(command);
    }

    /// <summary>The instant as it was asked for; it has been read by then, so it holds nothing but an instant.</summary>
    public string? AtOf(ParseResult line) => line.GetResult(at) is { Tokens: [var token] } ? token.Value : null;

    public Texts TextsOf(ParseResult line) => place.TextsOf(line);

    /// <param name="isOwn">With what only the own side has: its mail and, while the other side has not joined, its drafts.</param>
    public async Task<Found<LedgerToRead>> OpenAsync(
        ParseResult line, Texts texts, TimeProvider time, CancellationToken ct, bool isOwn = false)
    {
        var clocks = HoursOf(line.GetValue(hours), texts, out var ended);
        if (ended != ExitCode.Done)
        {
            return new(null, ended);
        }

        var asked = line.GetValue(ledger)!;
        if (Directory.Exists(asked) || (!File.Exists(asked) && IsPath(asked)))
        {
            return Found<LedgerToRead>.Not(
                ExitCode.Nothing, texts.Say(Directory.Exists(asked) ? "error.isFolder" : "error.noFile", Clean.Words(asked)));
        }

        return File.Exists(asked)
            ? OfFile(asked, place.SpokenOf(line), line.GetValue(at), clocks, texts, time)
            : await OfRelationshipAsync(line, asked, clocks, texts, time, isOwn, ct);
    }

    private static bool IsPath(string asked) =>
        asked.Contains(Path.DirectorySeparatorChar) || Path.GetExtension(asked) is ".ndjson" or ".jsonl" or ".json" or ".tandem" or ".zip";

    private static Found<LedgerToRead> OfFile(
        string path, Spoken spoken, DateTimeOffset? at, Sides<WorkingHours>? hours, Texts texts, TimeProvider time)
    {
        var speaker = Speaker.OfFile(spoken, texts);
        if (speaker.Value is null)
        {
            return new(null, speaker.Ended);
        }

        LedgerFile file;
        Sides<string>? names;
        try
        {
            using var source = LedgerSource.Open(path);
            (file, names) = (LedgerFile.Read(source.Lines()), source.Names);
        }
        catch (InvalidDataException)
        {
            return Found<LedgerToRead>.Not(ExitCode.Nothing, texts.Say("error.brokenFile", path));
        }

        if (file.Accepted.IsEmpty)
        {
            return Found<LedgerToRead>.Not(ExitCode.Nothing, file.Refused is [var first, ..]
                ? texts.Say("error.noLedgerFile", path, file.Refused.Length, first.Line, RefusalWords.Of(texts, first.Refusal))
                : texts.Say("error.emptyFile", path));
        }

        var now = time.GetUtcNow();
        return new LedgerToRead(path, file, names ?? new("A", "B"), null, at ?? file.Newest(now) ?? now, hours ?? HoursFile.Default)
        {
            Said = speaker.Value.Side,
        };
    }

    private async Task<Found<LedgerToRead>> OfRelationshipAsync(
        ParseResult line, string asked, Sides<WorkingHours>? hours, Texts texts, TimeProvider time, bool isOwn, CancellationToken ct)
    {
        await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
        var found = await Choice.OfAsync(store, asked, place.SpokenOf(line), Right.Read, texts, ct);
        if (found.Value is not { } choice)
        {
            return new(null, found.Ended);
        }

        var accepted = new List<Statement>();
        await foreach (var entry in store.Ledgers.ReadAsync(choice.Viewer, choice.Relationship.Id, 1, ct))
        {
            accepted.Add(entry.Statement);
        }

        var now = line.GetValue(at) ?? choice.Relationship.AsOf ?? time.GetUtcNow();
        var read = new LedgerToRead(
            asked, new([.. accepted], []), choice.Relationship.Sides.Select(side => side.Name), choice.Us, now,
            hours ?? choice.Relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default))
        {
            Said = choice.Side,
            Author = choice.Author,
            Member = choice.IsMember ? $" --as {place.SpokenOf(line).Word}" : "",
        };
        return isOwn ? await WithOwnAsync(read, store, choice, time, ct) : read;
    }

    /// <summary>What is private to the side comes on top; that a member looked at it stands in the audit log.</summary>
    private static async Task<LedgerToRead> WithOwnAsync(
        LedgerToRead read, TandemStore store, Choice choice, TimeProvider time, CancellationToken ct)
    {
        await using var desk = new LedgerDesk(store.Ledgers, time);
        await choice.SeatIn(Wiring.RoomsOf(store, desk, time)).AuditPrivateReadAsync(choice.Relationship.Id);
        var pen = new Drafts(read.Visible, choice.Us, read.At);
        foreach (var draft in choice.Relationship.IsShared ? [] : await store.Drafts.DraftsAsync(choice.Viewer, choice.Relationship.Id, ct))
        {
            _ = pen.Take(draft.Line); // one that has become impossible counts nowhere
        }

        return read with
        {
            OwnWaits = await OwnEvidence.WaitsAsync(choice.Viewer, choice.Relationship, store.Evidence, read.At, ct),
            OwnDrafts = [.. pen.Accepted],
        };
    }

    /// <summary>The working hours of a file; what is no such file is a command line that makes no sense.</summary>
    private static Sides<WorkingHours>? HoursOf(string? path, Texts texts, out int ended)
    {
        ended = ExitCode.Done;
        if (path is null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            Console.Error.WriteLine(texts.Say("error.noFile", path));
            ended = ExitCode.Nothing;
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return HoursFile.Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            Console.Error.WriteLine(texts.Say("error.hoursFile", path, wrong is FormatException ? wrong.Message : "JSON"));
            ended = ExitCode.Usage;
            return null;
        }
    }
}

/// <summary>A ledger to be read at an instant.</summary>
/// <param name="Us">The side this workspace speaks for; <c>null</c> for a file.</param>
/// <param name="Asked">What the person called it.</param>
internal sealed record LedgerToRead(
    string Asked, LedgerFile File, Sides<string> Names, Side? Us, DateTimeOffset At, Sides<WorkingHours> Hours)
{
    /// <summary>The side that was named, where there are no members.</summary>
    public Side? Said { get; init; }

    /// <summary>Who would enter what is drafted from it.</summary>
    public string Author { get; init; } = Choice.Operator;

    /// <summary>The option by which a member reads it, as a command line goes on with it; empty where there are none.</summary>
    public string Member { get; init; } = "";

    /// <summary>Waits of this side's own mail, by who owes them; <c>null</c> without mail.</summary>
    public Sides<ImmutableArray<ReplyTime>>? OwnWaits { get; init; }

    /// <summary>What this side has written and not shown, while the other side has not joined.</summary>
    public ImmutableArray<Statement> OwnDrafts { get; init; } = [];

    /// <summary>The entries recorded by the instant of the reading.</summary>
    public IEnumerable<Statement> Visible => File.Accepted.TakeWhile(statement => statement.Recorded <= At);

    public Sides<WorkingTime> WorkingTimes => LedgerFile.WorkingTimes(Hours, At);

    /// <summary>The same, and the drafts of this side.</summary>
    public IEnumerable<Statement> OwnVisible => Visible.Concat(OwnDrafts);

    private LedgerFile Own => OwnDrafts.IsEmpty ? File : File with { Accepted = [.. Visible, .. OwnDrafts] };

    public SharedReading Read() => File.ReadAt(At, Hours);

    public Course Course() => Core.Measures.Course.Of(File.Accepted, At);

    /// <summary>With the drafts of this side.</summary>
    public Course OwnCourse() => Core.Measures.Course.Of(Own.Accepted, At);

    /// <summary>The same with this side's own evidence, which the other side never sees; <c>null</c> without any.</summary>
    public SharedReading? ReadOnlyUs() => OwnWaits is { } own ? Own.ReadAt(At, Hours, own) : OwnDrafts.IsEmpty ? null : Own.ReadAt(At, Hours);
}
