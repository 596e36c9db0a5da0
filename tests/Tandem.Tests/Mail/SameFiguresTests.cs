using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Workspace;
using Tandem.Workspace.Imports;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Ports.Simulated;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Mail;

/// <summary>Same inputs, same figures: a mailbox read on the spot and the evidence kept of it tell the same.</summary>
public sealed class SameFiguresTests
{
    private static readonly DateTimeOffset At = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Sample = Repository.PathOf("samples", "mail");
    private static readonly Sides<Party> Parties = new(Party.Of(["aldermere.example"]), Party.Of(["norrvik.example"]));

    [Fact]
    public async Task What_is_kept_of_a_mailbox_gives_the_reading_of_the_whole()
    {
        var onTheSpot = OnTheSpot();
        var stored = await StoredAsync([Sample]);

        Figures(stored).ShouldBe(Figures(onTheSpot));
        stored.OpenWaits.Select(w => w.Asked.Subject).ShouldBe(onTheSpot.OpenWaits.Select(w => w.Asked.Subject), ignoreOrder: true);
    }

    [Fact]
    public async Task Files_in_another_order_give_the_same_figures()
    {
        var files = Directory.GetFiles(Sample).Order(StringComparer.Ordinal).ToArray();

        Figures(await StoredAsync([.. files.Reverse().Select(file => file)])).ShouldBe(Figures(await StoredAsync(files)));
    }

    private static MailReading OnTheSpot()
    {
        var mailbox = new Mailbox(new Key(5));
        var reader = new MailReader();
        reader.Read([Sample], new(Parties), mailbox, TestContext.Current.CancellationToken);
        var draft = DraftReading.Of(mailbox.Mail, new() { Parties = Parties, Names = new("Aldermere", "Norrvik"), At = At });
        return draft.With(reader.Texts(mailbox.Want(draft.Mentioned), TestContext.Current.CancellationToken));
    }

    private static async Task<MailReading> StoredAsync(IEnumerable<string> paths)
    {
        var ct = TestContext.Current.CancellationToken;
        var store = new SimulatedEvidenceStore();
        var relationship = await store.OpenAsync(new("Aldermere", Parties.A, "Norrvik", Parties.B, At), ct);
        var viewer = new Viewer(relationship.Sides.A.Id);
        foreach (var path in paths)
        {
            await new ImportJob(new MailReader(), store, TimeProvider.System).RunAsync(viewer, relationship, [path], keepBodies: false, _ => { }, ct);
        }

        return (await new ReadingCache(TimeProvider.System).ReadAsync(viewer, relationship, store, ct)).ShouldNotBeNull();
    }

    private static IEnumerable<string> Figures(MailReading reading)
    {
        foreach (var side in (Side[])[Side.A, Side.B])
        {
            var curve = reading.Responsiveness[side].Curve;
            yield return $"{side} {curve.Waits} {curve.Replies} {curve.RestrictedMean:R} {curve.StandardError:R} {curve.Median:R}";
            yield return $"{side} before {reading.Responsiveness[side].Before.RestrictedMean:R} {reading.Responsiveness[side].Trend}";
        }

        yield return $"waiting {reading.WaitingShare.ShareOfA:R} starts {reading.Initiation.Began} open {reading.OpenWaits.Length}";
        foreach (var quarter in reading.Quarters)
        {
            yield return $"{quarter.Quarter} {quarter.Messages} {quarter.Answers.A.RestrictedMean:R} {quarter.Answers.B.RestrictedMean:R}";
        }

        foreach (var tie in reading.Ties)
        {
            yield return $"{tie.People.A.Address} {tie.People.B.Address} {tie.Messages} {tie.Strength:0.000000000000}";
        }
    }
}
