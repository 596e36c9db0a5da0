using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Store.Tests.Simulation;

/// <summary>
/// Two companies, their people, two server processes, one ledger, and everything that can go wrong between them. All that
/// happens follows from the seed; after each step the laws are checked.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly Dice dice;
    private readonly Talk talk;
    private readonly Clock clock = new(Table.Start);
    private readonly ILedgerStore store;
    private readonly Relationship relationship;
    private readonly DerivedRows rows = new();
    private readonly Laws laws;
    private readonly TextWriter transcript;
    private readonly (Wire Wire, LedgerDesk Desk)[] processes = new (Wire, LedgerDesk)[2];
    private readonly List<Handed> earlier = [];
    private int keys;

    private World(ulong seed, ILedgerStore store, Relationship relationship, TextWriter transcript)
    {
        (dice, this.store, this.relationship, this.transcript) = (new(seed), store, relationship, transcript);
        talk = new(new(seed + 1));
        Oracle = new(relationship.Id);
        laws = new(store, relationship, Oracle, rows);
        Start(0);
        Start(1);
    }

    public Oracle Oracle { get; }

    public static async Task<World> BeginAsync(ulong seed, ILedgerStore store, TextWriter? transcript = null)
    {
        var relationship = (await store.BeginAsync(new(Id, new("Ours", "Theirs"), Side.A), CancellationToken.None))!;
        return new(seed, store, relationship, transcript ?? TextWriter.Null);
    }

    /// <exception cref="LawBrokenException">Something is not as it must be.</exception>
    public async Task RunAsync(int steps)
    {
        for (var step = 1; step <= steps; step++)
        {
            await transcript.WriteLineAsync($"{step}. {Instant.Write(clock.Now)}");
            await StepAsync();
            await laws.CheckAsync(isThorough: step % 20 == 0 || step == steps);
            await transcript.WriteLineAsync($"   {laws.Size} entries, root {laws.Root.ToBase64()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await processes[0].Desk.DisposeAsync();
        await processes[1].Desk.DisposeAsync();
    }

    private static RelationshipId Id { get; } = new(Guid.Parse("20000000-0000-8000-8000-000000000001"));

    private Task StepAsync()
    {
        Tick();
        return dice.Below(20) switch
        {
            < 12 => HandInAsync(SomeProcess(), SomeFault(), [Some()]),
            < 14 => HandInAsync(SomeProcess(), SomeFault(), [Some(), Some()]),
            < 15 => RaceAsync(Some(), Some()),
            15 => ImportAsync(),
            16 => HandInAsync(SomeProcess(), SomeFault(), [Import(), Some()]),
            17 => HandInAsync(SomeProcess(), Fault.None, [Again()]),
            _ => CrashAsync(SomeProcess()),
        };
    }

    /// <summary>Mostly on; now and then back, or far ahead.</summary>
    private void Tick() => clock.Now = Instant.Cut(clock.Now + dice.Below(12) switch
    {
        0 => TimeSpan.FromHours(-dice.Below(72)),
        1 => TimeSpan.FromDays(dice.Below(20)),
        2 => TimeSpan.Zero,
        _ => TimeSpan.FromMilliseconds(dice.Below(10_000_000)) + TimeSpan.FromMicroseconds(dice.Below(1000)),
    });

    /// <summary>Mostly the same one, so that it comes to rely on what it holds; each write of the other makes it forget.</summary>
    private int SomeProcess() => dice.OneIn(8) ? 1 : 0;

    private Fault SomeFault() => dice.OneIn(6) ? (Fault)dice.Below(5) : Fault.None;

    private Handed Some()
    {
        var side = dice.OneIn(2) ? Side.A : Side.B;
        var lines = Enumerable.Range(0, dice.OneIn(3) ? 1 + dice.Below(5) : 1)
            .Select(_ => new NewLine(Line.Read(talk.Some(Oracle.Record, side, clock.Now), clock.Now), side, SomeKey()));
        return new(new(relationship.Sides[side].Id), [.. lines]);
    }

    /// <summary>A file from elsewhere: instants as it says, from before or after the last of the ledger.</summary>
    private Handed Import()
    {
        var recorded = Oracle.Record.Head.LastRecorded ?? clock.Now;
        var lines = new List<NewLine>();
        for (var line = dice.Below(6); line >= 0; line--)
        {
            recorded = Instant.Cut(recorded.AddSeconds(dice.OneIn(8) ? -dice.Below(9000) : dice.Below(900)));
            var side = dice.OneIn(2) ? Side.A : Side.B;
            lines.Add(new(Line.Read(talk.Some(Oracle.Record, side, clock.Now, recorded)), null, dice.OneIn(3) ? SomeKey() : null));
        }

        return new(new(relationship.Sides.A.Id), [.. lines]);
    }

    private Handed Again() => earlier.Count == 0 ? Some() : dice.One(earlier);

    private string? SomeKey() => dice.OneIn(4) ? null : dice.OneIn(30) ? $"k{1 + dice.Below(keys + 1)}" : $"k{++keys}";

    /// <summary>The same file twice.</summary>
    private async Task ImportAsync()
    {
        var file = Import();
        await HandInAsync(0, SomeFault(), [file]);
        await HandInAsync(dice.Below(2), Fault.None, [file]);
    }

    private async Task CrashAsync(int process)
    {
        await transcript.WriteLineAsync($"   process {process} is started anew");
        await processes[process].Desk.DisposeAsync();
        Start(process);
    }

    private void Start(int process)
    {
        var salts = new Dice(dice.Next());
        var wire = new Wire(store, rows);
        processes[process] = (wire, new(wire, clock, new(span =>
        {
            for (var at = 0; at + sizeof(ulong) <= span.Length; at += sizeof(ulong))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(span[at..], salts.Next());
            }
        })));
    }

    /// <summary>Requests that arrive together at one process, and are sent again when their answer is lost.</summary>
    private async Task HandInAsync(int process, Fault fault, Handed[] requests)
    {
        earlier.AddRange(requests);
        var (wire, desk) = processes[process];
        wire.Next = fault;
        var answers = await TogetherAsync(wire, desk, requests);
        var isBroken = answers.Any(answer => answer is null);
        if (isBroken)
        {
            await transcript.WriteLineAsync($"   {fault}");
            if (fault is Fault.AnswerLost or Fault.CrashAfter)
            {
                _ = Expect(requests);
            }

            if (fault is Fault.CrashBefore or Fault.CrashAfter)
            {
                await CrashAsync(process);
            }

            (wire, desk) = processes[dice.Below(2)];
            answers = await TogetherAsync(wire, desk, requests);
        }

        wire.Next = Fault.None;
        processes[process].Wire.Next = Fault.None;
        await CompareAsync(requests, Expect(requests), answers);
    }

    private async Task<ImmutableArray<EntryAnswer>?[]> TogetherAsync(Wire wire, LedgerDesk desk, Handed[] requests)
    {
        var pause = wire.Hold = new();
        var stranger = EnterAsync(desk, new(Laws.Stranger, [new(requests[0].Lines[0].Line, Side.A)]));
        await pause.Reached; // the clerk is busy now with somebody who sees nothing; what comes is served together
        var answers = requests.Select(request => EnterAsync(desk, request)).ToArray();
        pause.Release();
        Laws.Require(await stranger is [] or null, "a stranger is answered");
        return await Task.WhenAll(answers);
    }

    /// <summary>The second request overtakes the first, through the other process, just before it is written.</summary>
    private async Task RaceAsync(Handed slow, Handed fast)
    {
        earlier.AddRange([slow, fast]);
        var process = dice.Below(2);
        var isOvertaken = false;
        ImmutableArray<EntryAnswer>? fastAnswer = null;
        processes[process].Wire.Overtake = async () =>
        {
            isOvertaken = true;
            fastAnswer = await EnterAsync(processes[1 - process].Desk, fast);
        };
        var slowAnswer = await EnterAsync(processes[process].Desk, slow);
        processes[process].Wire.Overtake = null;
        Handed[] order = isOvertaken ? [fast, slow] : [slow, fast];
        fastAnswer = isOvertaken ? fastAnswer : await EnterAsync(processes[1 - process].Desk, fast);
        await transcript.WriteLineAsync(isOvertaken ? "   overtaken" : "   nothing to overtake");
        await CompareAsync(order, Expect(order), isOvertaken ? [fastAnswer, slowAnswer] : [slowAnswer, fastAnswer]);
    }

    /// <returns><c>null</c> when the answer is lost; nothing for who may not see the ledger.</returns>
    private async Task<ImmutableArray<EntryAnswer>?> EnterAsync(LedgerDesk desk, Handed request)
    {
        try
        {
            return await desk.EnterAsync(request.Viewer, relationship.Id, request.Lines, CancellationToken.None) ?? [];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private List<ImmutableArray<string>> Expect(Handed[] requests) => [.. requests.Select(request => Oracle.Answer(request.Lines, clock.Now))];

    private async Task CompareAsync(Handed[] requests, List<ImmutableArray<string>> expected, ImmutableArray<EntryAnswer>?[] answers)
    {
        for (var at = 0; at < requests.Length; at++)
        {
            Laws.Require(answers[at] is not null, "a request that was sent again is answered");
            foreach (var (line, wanted, answer) in requests[at].Lines.Zip(expected[at], answers[at]!.Value))
            {
                var said = line.Line.Statement is { } statement ? $"{statement.Side} {statement.Fact.Kind} {statement.Id}" : $"a line {line.Line.Id}";
                await transcript.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"   {said} ({line.Key}): {Oracle.Said(answer)}"));
                Laws.Require(Oracle.Said(answer) == wanted, $"{said} is answered '{Oracle.Said(answer)}' and not '{wanted}'");
                laws.Take(answer);
            }

            Laws.Require(answers[at]!.Value.Length == expected[at].Length, "each line has its answer");
        }
    }

    private sealed record Handed(Viewer Viewer, ImmutableArray<NewLine> Lines);
}
