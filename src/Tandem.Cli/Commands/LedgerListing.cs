using System.CommandLine;
using System.Globalization;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace.People;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem ledger list</c>: every entry with what stands of it now, and a clock on what is disputed.</summary>
internal static class LedgerListing
{
    private const int KindWidth = 13;
    private const int AttestationWidth = 13;

    public static Command Of(Texts help, TimeProvider time)
    {
        var relationship = LedgerCommand.RelationshipArgument(help);
        var place = Place.ForMembers(help);
        var command = new Command("list", help["ledgerList.description"]) { relationship };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Choice.OfAsync(store, line.GetValue(relationship)!, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } choice)
            {
                return found.Ended;
            }

            var entries = await store.Ledgers.ReadAsync(choice.Viewer, choice.Relationship.Id, 1, ct).ToListAsync(ct);
            if (entries.Count == 0)
            {
                Console.Error.WriteLine(texts["error.noLedger"]);
                return ExitCode.Nothing;
            }

            var record = SharedRecord.Of(entries.Select(entry => entry.Statement));
            var now = choice.Relationship.AsOf ?? time.GetUtcNow();
            foreach (var entry in entries)
            {
                Console.WriteLine(LineOf(entry, record, entries, now, texts));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string LineOf(Entry entry, SharedRecord record, List<Entry> entries, DateTimeOffset now, Texts texts)
    {
        var state = record.Find(entry.Id)!;
        var attestation = state.AttestationAt(now);
        var words = string.Join(" · ", entry.Statement.Texts.Select(text => Clean.Words(text.Text))
            .Concat(entry.Seal.Erased.Keys.Select(group => texts.Say("ledger.erasedText", group))));
        var stands = state.IsClaim || attestation == Attestation.Withdrawn ? texts["attestation." + attestation] : "";
        var clock = attestation == Attestation.Disputed
            ? texts.Say("ledger.openDays", Math.Floor((now - entries[(int)state.DisputedBy - 1].Statement.Recorded).TotalDays))
            : "";
        return string.Join("  ",
            $"#{entry.Sequence.ToString(CultureInfo.InvariantCulture)}".PadRight(6),
            entry.Statement.Occurred.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            entry.Statement.Side, entry.Statement.Fact.Kind.PadRight(KindWidth), entry.Id.ToString().PadRight(12),
            stands.PadRight(AttestationWidth), $"{clock} {words}".Trim()).TrimEnd();
    }
}
