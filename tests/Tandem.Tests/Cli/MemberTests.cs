using System.Globalization;
using Shouldly;
using Tandem.Workspace.People;

namespace Tandem.Tests.Cli;

/// <summary>What somebody with an account does at a terminal.</summary>
[Collection(OwnConsole.Name)]
public sealed class MemberTests
{
    private const string Charter = """
        {"id":"charter-1","kind":"charter","side":"A","by":"somebody-else","occurred":"2026-10-01","body":{"band":0.6,"yardstick":{"currency":"EUR","hour":"80","rates":{}},"confirmation_days":14,"answer_hours":16,"review_days":90,"parameters":{},"ground_rules":true}}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "People have accounts here.")]
    [InlineData("sv", "Här har personer konton.")]
    [InlineData("fr", "Des personnes ont un compte ici.")]
    public async Task Where_there_are_members_a_command_asks_who_acts(string language, string sentence)
    {
        await using var house = await Household.SettleAsync();

        var ended = await house.RunAsync(null, "measures", "Norrvik Foods", "--lang", language);

        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.Errors.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task Where_nobody_is_a_member_a_side_is_enough_and_an_address_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-members-");
        try
        {
            string[] place = ["--data", folder.FullName];
            var ledger = Repository.PathOf("samples", "ledger.ndjson");
            var id = (await Household.CapturedAsync(["ledger", "import", ledger, .. place])).Output.TrimEnd().Split(' ')[^1];

            (await Household.CapturedAsync(["whatif", id, "--as", "B", "--entry", """{"kind":"request","body":{"from":"B"}}""", .. place])).Code.ShouldBe(0);
            var member = await Household.CapturedAsync(["measures", id, "--as", "mara@aldermere.example", .. place]);
            var wrong = await Household.CapturedAsync(["whatif", ledger, "--as", "C"]);

            (member.Code, wrong.Code).ShouldBe((2, 2));
            member.Errors.ShouldStartWith("Nobody is a member here");
            wrong.Errors.ShouldBe("'C' is no side: say A or B." + Environment.NewLine);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_member_enters_under_their_own_pseudonym_whatever_the_line_says()
    {
        await using var house = await Household.SettleAsync();
        var line = house.Write("line.ndjson", """{"id":"lift","kind":"request","side":"A","by":"somebody-else","occurred":"2026-10-01","body":{"from":"A"}}""");

        var first = await house.RunAsync("a.member", "ledger", "append", "Norrvik Foods", line, "--idempotency-key", "form-7");
        var again = await house.RunAsync("a.member", "ledger", "append", "Norrvik Foods", line, "--idempotency-key", "form-7");
        var theirs = await house.RunAsync("b.owner", "ledger", "append", "Aldermere Systems", line);

        first.Output.ShouldMatch(@"^sealed #\d+ lift\r?\n$");
        again.Output.ShouldStartWith("sealed before #");
        (theirs.Code, theirs.Output[..21]).ShouldBe((1, "line 1: wrong_author: "[..21]));
        await using var store = await house.OpenAsync();
        var viewer = house.Viewers["a.member"];
        (await store.Ledgers.ReadAsync(viewer, house.Shared.Id, 1, Ct).ToListAsync(Ct)).Single(entry => entry.Id.Value == "lift")
            .Statement.By.ShouldBe(viewer.Pseudonym);
    }

    [Fact]
    public async Task While_the_other_side_has_not_joined_a_line_is_kept_as_a_draft()
    {
        await using var house = await Household.SettleAsync();
        var line = house.Write("line.ndjson", """{"id":"lift","kind":"request","side":"A","by":"x","occurred":"2026-10-01","body":{"from":"A"},"text":{"what":"May we?"}}""");

        var ended = await house.RunAsync("a.member", "ledger", "append", "Made Up Logistics", line);

        (ended.Code, ended.Output.Trim()).ShouldBe((0, "kept as draft lift: Made Up Logistics has not joined"));
        await using var store = await house.OpenAsync();
        (await store.Drafts.DraftsAsync(house.Viewers["a.owner"], house.Single.Id, Ct)).Count.ShouldBe(2);
        (await store.Ledgers.CheckpointAsync(house.Viewers["a.owner"], house.Single.Id, null, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_sponsor_signs_once_a_domain_is_shown_and_a_member_never_does()
    {
        await using var house = await Household.SettleAsync();
        var (charter, id) = (house.Write("charter.ndjson", Charter.Trim()), house.Shared.Id.ToString());

        var member = await house.RunAsync("a.member", "ledger", "append", id, charter);
        var early = await house.RunAsync("a.sponsor", "ledger", "append", id, charter);
        await using (var store = await house.OpenAsync())
        {
            var (owner, now) = (house.Viewers["a.owner"], TimeProvider.System.GetUtcNow());
            (await store.People.AskDomainAsync(owner, "aldermere.example", "code", now, Ct)).ShouldBe(DomainAnswer.Done);
            (await store.People.ProveDomainAsync(owner, "aldermere.example", "dns", now, Ct)).ShouldBe(DomainAnswer.Done);
        }

        var signed = await house.RunAsync("a.sponsor", "ledger", "append", id, charter);

        (member.Code, early.Code, signed.Code).ShouldBe((4, 1, 0), signed.Output);
        member.Errors.ShouldContain("sign for the organization");
        early.Output.ShouldContain("shown a domain to be its own");
        signed.Output.ShouldStartWith("sealed #");
    }

    [Fact]
    public async Task Who_belongs_to_several_organizations_says_for_which()
    {
        await using var house = await Household.SettleAsync();
        var address = Household.AddressOf("a.member");
        await using (var store = await house.OpenAsync())
        {
            await house.JoinAsync(store, "c", "Kestrel Freight", Role.Viewer, address);
            var (owner, now) = (house.Viewers["c.owner"], TimeProvider.System.GetUtcNow());
            await store.People.AskDomainAsync(owner, "kestrel.example", "code", now, Ct);
            await store.People.ProveDomainAsync(owner, "kestrel.example", "dns", now, Ct);
        }

        var several = await house.RunAsync(address, "ledger", "list", "Norrvik Foods");
        var ours = await house.RunAsync($"{address.ToUpperInvariant()}/aldermere systems", "ledger", "list", "Norrvik Foods");
        var theirs = await house.RunAsync($"{address}/kestrel.example", "ledger", "list", "Norrvik Foods");
        var neither = await house.RunAsync($"{address}/Nobody", "ledger", "list", "Norrvik Foods");

        (several.Code, ours.Code, theirs.Code, neither.Code).ShouldBe((2, 0, 1, 2));
        several.Errors.ShouldContain("Aldermere Systems, Kestrel Freight");
    }

    [Fact]
    public async Task Looks_at_private_things_exports_and_erasures_stand_in_the_audit_log_of_that_side()
    {
        await using var house = await Household.SettleAsync();
        var (file, before) = (house.PathOf("record.tandem"), (await house.AuditAsync("a.owner")).Count);

        (await house.RunAsync("a.member", "why", "Norrvik Foods", "trust")).Code.ShouldBe(0);
        (await house.AuditAsync("a.owner")).Count.ShouldBe(before, "what both sides see is no private thing");
        (await house.RunAsync("a.member", "advise", "Norrvik Foods")).Code.ShouldBe(0);
        (await house.RunAsync("a.viewer", "export", "Norrvik Foods", "-o", file)).Code.ShouldBe(0);
        (await house.RunAsync("a.owner", "erase", "Norrvik Foods", "--entry", house.Entry, "--ground", "mistake", "--yes")).Code.ShouldBe(0);

        var told = (await house.AuditAsync("a.owner")).Take(3).Select(line => (line.What, line.Account, line.About, line.Address)).ToList();
        told.ShouldBe(
        [
            (AuditCode.Erased, house.Viewers["a.owner"].Account, house.Shared.Id, "cli"),
            (AuditCode.Exported, house.Viewers["a.viewer"].Account, house.Shared.Id, "cli"),
            (AuditCode.PrivateRead, house.Viewers["a.member"].Account, house.Shared.Id, "cli"),
        ]);
        (await house.AuditAsync("b.owner")).ShouldNotContain(line => line.What == AuditCode.Exported);
        File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task Advice_to_a_side_rests_on_its_own_drafts_and_says_how_to_take_it_up_as_that_member()
    {
        await using var house = await Household.SettleAsync();
        var late = house.Write("late.ndjson", """{"id":"late-1","kind":"commitment","side":"A","by":"x","occurred":"2026-01-01","body":{"by":"A","due":"2026-02-01T17:00:00Z","importance":"major"},"text":{"what":"A plan"}}""");
        (await house.RunAsync("a.member", "ledger", "append", "Made Up Logistics", late)).Code.ShouldBe(0);

        var advised = await house.RunAsync("a.member", "advise", "Made Up Logistics");

        advised.Code.ShouldBe(0);
        advised.Output.ShouldContain("late-1");
        advised.Output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"--as {Household.AddressOf("a.member")} --accept 1 | tandem ledger append"));
    }
}
