using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Ports.Simulated;

namespace Tandem.Store.Tests.Simulation;

/// <summary>
/// The real desks over a store in memory and over SQLite, with everything going wrong that can. <c>./test simulate --seed N</c>
/// replays one seed; <c>TANDEM_SOAK=1</c> plays many that no other run had.
/// </summary>
public sealed class TheSimulation(SqliteStores sqlite) : IClassFixture<SqliteStores>
{
    private const int Steps = 220;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TANDEM_SOAK") == "1";

    [Fact]
    public async Task Every_law_holds_and_every_refusal_is_provoked()
    {
        var provoked = new HashSet<RefusalCode>();
        for (ulong seed = 1; seed <= 4; seed++)
        {
            provoked.UnionWith(await PlayAsync(seed, Steps, new SimulatedLedgerStore()));
        }

        var first = (ulong)TimeProvider.System.GetTimestamp();
        for (var seed = first; IsSoak && seed < first + 100; seed++)
        {
            provoked.UnionWith(await PlayAsync(seed, 300, new SimulatedLedgerStore()));
        }

        Enum.GetValues<RefusalCode>().Except(provoked).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_law_holds_on_sqlite()
    {
        for (ulong seed = 11; seed <= (IsSoak ? 20UL : 11); seed++)
        {
            var store = await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, $"{seed}"));
            _ = await PlayAsync(seed, IsSoak ? 500 : 120, store.Ledgers, " --sqlite");
        }
    }

    [Fact]
    public async Task A_seed_is_the_same_story_every_time()
    {
        var (first, second) = (new StringWriter(), new StringWriter());

        await using var one = await World.BeginAsync(42, new SimulatedLedgerStore(), first);
        await one.RunAsync(80);
        await using var other = await World.BeginAsync(42, new SimulatedLedgerStore(), second);
        await other.RunAsync(80);

        second.ToString().ShouldBe(first.ToString());
        first.ToString().ShouldContain("AnswerLost");
        first.ToString().ShouldContain("overtaken");
        first.ToString().ShouldContain("was there as");
        first.ToString().Length.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_store_that_is_broken_on_purpose_is_found(string what, string law)
    {
        var broken = await Should.ThrowAsync<Exception>(() => PlayAsync(5, Steps, Faults[what](new SimulatedLedgerStore())));

        broken.Message.ShouldContain("./test simulate --seed 5");
        broken.Message.ShouldContain(law);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "forgets a write", "entries were accepted and" },
        { "writes twice", "entries were accepted and" },
        { "gives entries in another order", "no entry is lost, moved or changed" },
        { "changes a text", "is sealed as it says" },
        { "shows an old checkpoint", "size equals entries" },
        { "forgets idempotency keys", "is answered" },
        { "forgets that an entry was disputed", "a rebuild" },
        { "lets strangers in", "stranger" },
        { "erases nothing", "texts are there until they are erased" },
        { "has no size to compare", "and not 'sealed as" },
    };

    private static readonly Dictionary<string, Func<ILedgerStore, ILedgerStore>> Faults = new()
    {
        ["forgets a write"] = store => new BrokenStore(store) { ForgetsEvery = 30 },
        ["writes twice"] = store => new BrokenStore(store) { TwiceEvery = 30 },
        ["gives entries in another order"] = store => new BrokenStore(store) { Reads = entries => Swapped(entries) },
        ["changes a text"] = store => new BrokenStore(store) { Reads = entries => [.. entries.Select(Changed)] },
        ["shows an old checkpoint"] = store => new BrokenStore(store) { SignsTheOneBefore = true },
        ["forgets idempotency keys"] = store => new BrokenStore(store) { Opens = opened => opened with { Used = opened.Used.Clear() } },
        ["forgets that an entry was disputed"] = store => new BrokenStore(store) { Opens = Undisputed },
        ["lets strangers in"] = store => new BrokenStore(store) { LetsStrangersIn = true },
        ["erases nothing"] = store => new BrokenStore(store) { Writes = write => write with { Erased = [] } },
        ["has no size to compare"] = store => new BrokenStore(store) { IgnoresSize = true },
    };

    internal static async Task<IReadOnlySet<RefusalCode>> PlayAsync(
        ulong seed, int steps, ILedgerStore store, string option = "", TextWriter? transcript = null)
    {
        await using var world = await World.BeginAsync(seed, store, transcript);
        try
        {
            await world.RunAsync(steps);
        }
        catch (Exception broken) // whatever went wrong, the reader needs the seed
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"{broken.Message}\nTry again with: ./test simulate --seed {seed} --steps {steps}{option}"), broken);
        }

        return world.Oracle.Provoked;
    }

    private static List<Entry> Swapped(List<Entry> entries) =>
        entries.Count < 40 ? entries : [.. entries[..20], entries[21] with { Sequence = 21 }, entries[20] with { Sequence = 22 }, .. entries[22..]];

    private static Entry Changed(Entry entry) => entry.Sequence != 30 || entry.Statement.Texts.IsEmpty ? entry
        : entry with { Statement = entry.Statement with { Texts = [entry.Statement.Texts[0] with { Text = "other" }] } };

    private static OpenedLedger Undisputed(OpenedLedger opened)
    {
        foreach (var state in opened.Entries)
        {
            state.DisputedBy = 0;
        }

        return opened;
    }
}
