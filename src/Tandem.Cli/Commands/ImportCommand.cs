using System.CommandLine;
using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem import mail | list | undo</c>: evidence into the data folder, and back out of it.</summary>
internal static class ImportCommand
{
    public static Command Of(Texts help, TimeProvider time) => new("import", help["import.description"])
    {
        Mail(help, time),
        List(help),
        Undo(help),
    };

    private static Command Mail(Texts help, TimeProvider time)
    {
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = help["option.paths"] };
        var us = new Option<string?>("--us") { Description = help["option.us"], HelpName = "DOMAIN,.." };
        var them = new Option<string?>("--them") { Description = help["option.them"], HelpName = "DOMAIN,.." };
        var name = new Option<string?>("--name") { Description = help["option.name"], HelpName = "NAME" };
        var theirName = new Option<string?>("--their-name") { Description = help["option.theirName"], HelpName = "NAME" };
        var zone = new Option<string?>("--zone") { Description = help["option.zone"], HelpName = "ZONE" };
        var hours = new Option<string?>("--hours") { Description = help["option.hours"], HelpName = "HOURS" };
        var keepBodies = new Option<bool>("--keep-bodies") { Description = help["option.keepBodies"] };
        var place = Place.ForMembers(help);
        var command = new Command("mail", help["importMail.description"]) { paths, us, them, name, theirName, zone, hours, keepBodies };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            if (!Sight.TryParties(line.GetValue(us), line.GetValue(them), texts, out var parties, out var error)
                || !Sight.TryClocks(line.GetValue(zone), line.GetValue(hours), texts, out var clocks, out error))
            {
                Console.Error.WriteLine(error);
                return ExitCode.Usage;
            }

            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Speaker.OfAsync(store, place.SpokenOf(line), Right.Import, texts, ct);
            if (found.Value is not { } speaker)
            {
                return found.Ended;
            }

            var owner = speaker.Viewer is { } known ? await store.People.OrganizationAsync(known, ct) : null;
            if (parties.B.IsNobody || (parties.A.IsNobody && (owner is null || (speaker.IsMember && owner.Party.IsNobody))))
            {
                Console.Error.WriteLine(texts["error.bothSides.import"]);
                return ExitCode.Usage;
            }

            if (Foreign(owner, parties, speaker.IsMember, texts) is { } refusal)
            {
                Console.Error.WriteLine(refusal);
                return ExitCode.Usage;
            }

            var relationship = await store.Evidence.OpenAsync(
                new(
                    line.GetValue(name) ?? owner?.Name ?? Sight.NameOf(line.GetValue(us)),
                    parties.A.IsNobody ? owner!.Party : parties.A,
                    line.GetValue(theirName) ?? Sight.NameOf(line.GetValue(them)),
                    parties.B,
                    Clocks: clocks)
                { Us = speaker.IsMember ? speaker.Viewer!.Organization : null },
                ct);
            var viewer = speaker.Viewer ?? new Viewer(relationship.Sides.A.Id);
            var outcome = await new Importing(store.Evidence, time, texts).RunAsync(
                viewer, relationship, line.GetValue(paths) ?? [], line.GetValue(keepBodies), ct);
            var ended = Importing.ExitOf(outcome);
            if (ended == ExitCode.Done)
            {
                Console.WriteLine(texts.Say("imported.next", place.FolderOf(line)));
            }

            return ended;
        });
        return command;
    }

    /// <summary>A data folder holds the evidence of one organization: its owner's, and never taken for another's.</summary>
    /// <param name="isNew">Nothing may be known of what belongs to the organization of a member: then it is what they say.</param>
    private static string? Foreign(Organization? owner, Sides<Party> parties, bool isNew, Texts texts)
    {
        if (owner is null)
        {
            return null;
        }

        if (!parties.A.IsNobody && !(isNew && owner.Party.IsNobody) && SharedWith(owner.Party, parties.A) is null)
        {
            return texts.Say("error.owner", owner.Name);
        }

        return SharedWith(owner.Party, parties.B) is { } shared ? texts.Say("error.themIsUs", shared, owner.Name) : null;
    }

    private static string? SharedWith(Party owner, Party party) =>
        owner.Domains.Intersect(party.Domains).Concat(owner.Addresses.Intersect(party.Addresses)).FirstOrDefault()
        ?? (owner.Everyone && party.Everyone ? "*" : null);

    private static Command List(Texts help)
    {
        var place = Place.ForMembers(help);
        var command = new Command("list", help["importList.description"]);
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Speaker.OfAsync(store, place.SpokenOf(line), Right.Read, texts, ct);
            if (found.Value is not { } speaker)
            {
                return found.Ended;
            }

            if (await RunsOf(store.Evidence, speaker.Viewer, ct) is not { Count: > 0 } runs)
            {
                Console.Error.WriteLine(texts["runs.none"]);
                return ExitCode.Nothing;
            }

            Console.WriteLine(texts["runs.head"]);
            foreach (var (run, relationship) in runs)
            {
                Console.WriteLine(string.Join("  ",
                    run.Number.ToString(CultureInfo.InvariantCulture),
                    Clean.Words(relationship.Sides[relationship.SideOf(speaker.Viewer!).Other].Name),
                    texts["runs." + run.State],
                    run.StartedAt.UtcDateTime.ToString("d MMM yyyy HH:mm", texts.Culture),
                    run.Seen.ToString("N0", texts.Culture),
                    run.Added.ToString("N0", texts.Culture),
                    string.Join(", ", run.Files.Select(file => Clean.Words(file.Path)).Take(3)) + (run.Files.Length > 3 ? ", …" : "")));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Undo(Texts help)
    {
        var number = new Argument<int>("NUMBER") { Description = help["option.run"] };
        var them = new Option<string?>("--them") { Description = help["option.them"], HelpName = "DOMAIN" };
        var place = Place.ForMembers(help);
        var command = new Command("undo", help["importUndo.description"]) { number, them };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var found = await Speaker.OfAsync(store, place.SpokenOf(line), Right.Import, texts, ct);
            if (found.Value is not { } speaker)
            {
                return found.Ended;
            }

            var matching = (await RunsOf(store.Evidence, speaker.Viewer, ct))
                .Where(r => r.Run.Number == line.GetValue(number) && IsWith(r.Relationship, speaker.Viewer!, line.GetValue(them)))
                .ToList();
            if (matching is [{ Run.State: RunState.Undone }])
            {
                Console.Error.WriteLine(texts.Say("error.undone", line.GetValue(number)));
                return ExitCode.Nothing;
            }

            if (matching is not [var (run, relationship)]
                || !await store.Evidence.UndoRunAsync(speaker.Viewer!, relationship.Id, run.Number, ct))
            {
                Console.Error.WriteLine(texts.Say(matching.Count > 1 ? "error.whichRun" : "error.noRun", line.GetValue(number)));
                return matching.Count > 1 ? ExitCode.Usage : ExitCode.Nothing;
            }

            Console.WriteLine($"{texts.Say("undone", run.Number)} {texts["undone.left"]}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<(ImportRun Run, Relationship Relationship)>> RunsOf(
        IEvidenceStore store, Viewer? viewer, CancellationToken ct)
    {
        if (viewer is null)
        {
            return [];
        }

        var relationships = (await store.RelationshipsAsync(viewer, ct)).ToDictionary(relationship => relationship.Id);
        return [.. (await store.RunsAsync(viewer, ct)).Select(run => (run, relationships[run.Relationship]))];
    }

    private static bool IsWith(Relationship relationship, Viewer viewer, string? them) =>
        them is null || Attribution.SideOf(them.Contains('@', StringComparison.Ordinal) ? them
            : "x@" + them, relationship.Sides.Select(s => s.Party)) == relationship.SideOf(viewer).Other;
}
