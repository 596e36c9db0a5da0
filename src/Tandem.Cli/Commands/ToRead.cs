using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>The argument and options of every command that reads a ledger and changes nothing.</summary>
internal sealed class ToRead
{
    private readonly Argument<string> ledger;
    private readonly Option<string?> at;
    private readonly Option<string?> hours;
    private readonly Place place;

    public ToRead(Texts help)
    {
        ledger = new("RELATIONSHIP|FILE") { Description = help["option.ledgerToRead"] };
        at = new("--at") { Description = help["option.readAt"], HelpName = "INSTANT" };
        hours = new("--hours") { Description = help["option.hoursFile"], HelpName = "FILE" };
        place = new(help);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Insert(0, ledger);
        command.Options.Add(at);
        command.Options.Add(hours);
        place.AddTo(command);
    }

    /// <summary>The instant as it was asked for; it has been read by then, so it holds nothing but an instant.</summary>
    public string? AtOf(ParseResult line) => line.GetValue(at);

    public Texts TextsOf(ParseResult line) => place.TextsOf(line);

    /// <returns><c>null</c>, with a sentence said, where there is nothing to read.</returns>
    public async Task<LedgerToRead?> OpenAsync(ParseResult line, Texts texts, TimeProvider time, CancellationToken ct)
    {
        if (!Sight.TryInstant("--at", line.GetValue(at), texts, out var instant, out var error) || !TryHours(line.GetValue(hours), texts, out var clocks))
        {
            if (error is not null)
            {
                Console.Error.WriteLine(error);
            }

            return null;
        }

        var asked = line.GetValue(ledger)!;
        if (Directory.Exists(asked) || (!File.Exists(asked) && IsPath(asked)))
        {
            Console.Error.WriteLine(texts.Say(Directory.Exists(asked) ? "error.isFolder" : "error.noFile", Clean.Words(asked)));
            return null;
        }

        return File.Exists(asked)
            ? OfFile(asked, instant, clocks, texts, time)
            : await OfRelationshipAsync(line, asked, instant, clocks, texts, time, ct);
    }

    private static bool IsPath(string asked) =>
        asked.Contains(Path.DirectorySeparatorChar) || Path.GetExtension(asked) is ".ndjson" or ".jsonl" or ".json" or ".tandem" or ".zip";

    private static LedgerToRead? OfFile(string path, DateTimeOffset? at, Sides<WorkingHours>? hours, Texts texts, TimeProvider time)
    {
        LedgerFile file;
        Sides<string>? names;
        try
        {
            using var source = LedgerSource.Open(path);
            (file, names) = (LedgerFile.Read(source.Lines()), source.Names);
        }
        catch (InvalidDataException)
        {
            Console.Error.WriteLine(texts.Say("error.brokenFile", path));
            return null;
        }

        if (file.Accepted.IsEmpty)
        {
            Console.Error.WriteLine(file.Refused is [var first, ..]
                ? texts.Say("error.noLedgerFile", path, file.Refused.Length, first.Line, RefusalWords.Of(texts, first.Refusal))
                : texts.Say("error.emptyFile", path));
            return null;
        }

        var now = time.GetUtcNow();
        return new(path, file, names ?? new("A", "B"), null, at ?? file.Newest(now) ?? now, hours ?? HoursFile.Default);
    }

    private async Task<LedgerToRead?> OfRelationshipAsync(
        ParseResult line, string asked, DateTimeOffset? at, Sides<WorkingHours>? hours, Texts texts, TimeProvider time, CancellationToken ct)
    {
        await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
        if (await Choice.OfAsync(store, asked, texts, ct) is not { } choice)
        {
            return null;
        }

        var accepted = new List<Statement>();
        await foreach (var entry in store.Ledgers.ReadAsync(choice.Viewer, choice.Relationship.Id, 1, ct))
        {
            accepted.Add(entry.Statement);
        }

        var now = at ?? choice.Relationship.AsOf ?? time.GetUtcNow();
        return new(
            asked, new([.. accepted], []), choice.Relationship.Sides.Select(side => side.Name), choice.Us, now,
            hours ?? choice.Relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default),
            await OwnEvidence.WaitsAsync(choice.Viewer, choice.Relationship, store.Evidence, now, ct));
    }

    private static bool TryHours(string? path, Texts texts, out Sides<WorkingHours>? hours)
    {
        hours = null;
        if (path is null)
        {
            return true;
        }

        if (!File.Exists(path))
        {
            Console.Error.WriteLine(texts.Say("error.noFile", path));
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            hours = HoursFile.Read(document.RootElement);
            return true;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            Console.Error.WriteLine(texts.Say("error.hoursFile", path, wrong is FormatException ? wrong.Message : "JSON"));
            return false;
        }
    }
}

/// <summary>A ledger to be read at an instant.</summary>
/// <param name="Us">The side this workspace speaks for; <c>null</c> for a file.</param>
/// <param name="Asked">What the person called it.</param>
/// <param name="OwnWaits">Waits of this side's own mail, by who owes them; <c>null</c> without mail.</param>
internal sealed record LedgerToRead(
    string Asked, LedgerFile File, Sides<string> Names, Side? Us, DateTimeOffset At, Sides<WorkingHours> Hours,
    Sides<ImmutableArray<ReplyTime>>? OwnWaits = null)
{
    /// <summary>The entries recorded by the instant of the reading.</summary>
    public IEnumerable<Statement> Visible => File.Accepted.TakeWhile(statement => statement.Recorded <= At);

    public Sides<WorkingTime> WorkingTimes => LedgerFile.WorkingTimes(Hours, At);

    public SharedReading Read() => File.ReadAt(At, Hours);

    public Course Course() => Core.Measures.Course.Of(File.Accepted, At);

    /// <summary>The same with this side's own evidence, which the other side never sees; <c>null</c> without any.</summary>
    public SharedReading? ReadOnlyUs() => OwnWaits is { } own ? File.ReadAt(At, Hours, own) : null;
}
