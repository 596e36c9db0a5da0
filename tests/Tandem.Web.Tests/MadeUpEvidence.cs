using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests;

/// <summary>
/// A workspace in memory: Aldermere Systems and the companies it works with. One relationship rich in mail, one in which
/// Aldermere is side B, one with too little to say anything, one without mail.
/// </summary>
internal sealed class MadeUpEvidence : IEvidenceStore
{
    private readonly List<Kept> kept = [];
    private readonly Lock gate = new();
    private long version = 1;

    private MadeUpEvidence(Organization? owner) => Owner = owner;

    public Organization? Owner { get; }

    public IReadOnlyList<Relationship> Relationships => [.. kept.Select(k => k.Relationship)];

    /// <summary>When set, every call fails: what a page does when its store is broken.</summary>
    public bool IsBroken { get; set; }

    public static MadeUpEvidence Empty() => new(null);

    public static MadeUpEvidence OfAldermere()
    {
        var us = Company(1, "Aldermere Systems", "aldermere.example");
        string[] ours = ["mara.ellison@aldermere.example", "dev.anand@aldermere.example", "ingrid.sole@aldermere.example"];
        var evidence = new MadeUpEvidence(us);
        evidence.Add(11, new(us, Company(2, "Norrvik Foods", "norrvik.example")),
            new(ours, ["elin.sjögren@norrvik.example", "oskar.lindqvist@norrvik.example",
                "camille.fournier@norrvik.example"]),
            new(4.5, 0.56, new(4, 6), new(0.06, 0.14), GrowsSlower: 2.6), runs: 2);
        evidence.Add(12, new(Company(3, "Orrin Components", "orrin.example", "orrin-parts.example"), us),
            new(["tess.okafor@orrin.example", "jan.verhoeven@orrin-parts.example"], ours),
            new(1.6, 0.4, new(9, 8), new(0.1, 0.1)), runs: 1);
        evidence.Add(13, new(us, Company(4, "Quay Mutual", "quaymutual.example")), new(ours, ["bea.lindgren@quaymutual.example"]),
            new(0.05, 0.5, new(10, 12), new(0.2, 0.2)), runs: 1);
        evidence.Add(14, new(us, Company(5, "Tamsin & Rowe", "tamsinrowe.example")), new(ours, ["tamsin@tamsinrowe.example"]),
            new(1, 0.5, new(5, 5), new(0, 0)), runs: 0);
        return evidence;
    }

    /// <summary>One relationship with a few weeks of mail: enough for every figure, little enough to be read as a golden file.</summary>
    public static MadeUpEvidence OfAFewWeeks()
    {
        var us = Company(1, "Aldermere Systems", "aldermere.example");
        var evidence = new MadeUpEvidence(us);
        evidence.Add(12, new(Company(3, "Orrin Components", "orrin.example"), us),
            new(["tess.okafor@orrin.example"], ["mara.ellison@aldermere.example", "dev.anand@aldermere.example"]),
            new(2, 0.4, new(9, 8), new(0.2, 0.1)), runs: 1, weeks: 8);
        return evidence;
    }

    public Task<Organization?> OwnerAsync(CancellationToken ct) => Answer(Owner);

    public Task<IReadOnlyList<Relationship>> RelationshipsAsync(Viewer viewer, CancellationToken ct) => Answer(Relationships);

    public Task<Relationship?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct) => Answer(Find(id)?.Relationship);

    public Task<MailEvidence?> LoadMailAsync(Viewer viewer, RelationshipId id, CancellationToken ct) =>
        Answer(Find(id) is { } found ? new MailEvidence(Correspond(found)) : null);

    public Task<IReadOnlyDictionary<int, MessageText>> TextsAsync(
        Viewer viewer, RelationshipId id, Correspondence correspondence, IReadOnlyCollection<int> messages, CancellationToken ct)
    {
        var mail = Standing(Find(id)!);
        return Answer<IReadOnlyDictionary<int, MessageText>>(messages.ToDictionary(m => m, m => new MessageText(
            mail[m].Subject, $"{mail[m].Number}@made-up.example",
                string.Create(CultureInfo.InvariantCulture, $"mail/{mail[m].At:yyyy}.mbox:{4096 * mail[m].Number}"))));
    }

    public Task<long> EvidenceVersionAsync(Viewer viewer, RelationshipId id, CancellationToken ct) => Answer(version);

    public Task<IReadOnlyList<ImportRun>> RunsAsync(Viewer viewer, CancellationToken ct)
    {
        lock (gate)
        {
            return Answer<IReadOnlyList<ImportRun>>([.. kept.SelectMany(k => k.Runs)]);
        }
    }

    public Task<bool> UndoRunAsync(Viewer viewer, RelationshipId id, int run, CancellationToken ct)
    {
        lock (gate)
        {
            var at = Find(id)?.Runs.FindIndex(r => r.Number == run && r.State != RunState.Undone) ?? -1;
            if (at < 0)
            {
                return Answer(false);
            }

            Find(id)!.Runs[at] = Find(id)!.Runs[at] with { State = RunState.Undone };
            version++;
            return Answer(true);
        }
    }

    public Task<Relationship> OpenAsync(NewRelationship opening, CancellationToken ct) =>
        throw new NotSupportedException("Pages open no relationship.");

    public Task<IEvidenceWriter?> BeginRunAsync(Viewer viewer, RelationshipId id, RunPlan plan, CancellationToken ct) =>
        throw new NotSupportedException("Pages import nothing.");

    private Task<T> Answer<T>(T answer) => IsBroken ? Task.FromException<T>(new IOException("The disk is gone.")) : Task.FromResult(answer);

    private Kept? Find(RelationshipId id) => kept.Find(k => k.Relationship.Id == id);

    private static Organization Company(byte number, string name, params string[] domains) =>
        new(new(GuidOf(number)), name, Party.Of(domains));

    private static Guid GuidOf(byte number) => new(number, 0x5eed, 0x4a11, 0x8f, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, number);

    private void Add(byte number, Sides<Organization> sides, Sides<string[]> people, Habits habits, int runs, double weeks = 104)
    {
        var mail = runs == 0 ? [] : MadeUpMail.Between(people, habits, number, weeks);
        var relationship = new Relationship(new(GuidOf(number)), sides, MadeUpMail.First.AddDays(7 * weeks));
        kept.Add(new(relationship, mail, [.. Enumerable.Range(1, runs).Select(run => RunOf(relationship.Id, run, mail, runs))]));
    }

    /// <summary>Each run brought its part of the mail, year by year.</summary>
    private static ImportRun RunOf(RelationshipId id, int number, List<MadeUpMessage> mail, int runs)
    {
        var part = mail.Count / runs;
        var started = MadeUpMail.First.AddDays(7 * 104).AddDays(number).AddHours(9.25);
        return new(id, number, RunState.Done, started, started.AddSeconds(3 * number),
            [new($"/mail/{2023 + number}.mbox", 38_400_000 + (number * 1_250_000), 0)], default, part + 12, part);
    }

    private static Correspondence Correspond(Kept found)
    {
        var mail = new Correspondence();
        foreach (var message in Standing(found))
        {
            Add(mail, message);
        }

        return mail;
    }

    /// <summary>The messages of all runs that are not undone.</summary>
    private static List<MadeUpMessage> Standing(Kept found)
    {
        var undone = found.Runs.Where(run => run.State == RunState.Undone).Select(run => run.Number).ToHashSet();
        return [.. found.Mail.Where((_, at) => !undone.Contains(1 + (at * found.Runs.Count / found.Mail.Count)))];
    }

    private static void Add(Correspondence mail, MadeUpMessage message)
    {
        mail.Add(new()
        {
            Id = IdOf(message.Number),
            SentAt = message.At.ToUnixTimeSeconds(),
            Author = Number(message.From),
            To = [Number(message.To)],
            Cc = [],
            InReplyTo = message.Answers < 0 ? [] : [IdOf(message.Answers)],
            References = [],
            Traits = Traits.Body | Traits.BodyRead | (message.Asks ? Traits.Asks : 0) | (message.Answers < 0 ? Traits.Starts : 0),
            Origin = default,
        });

        int Number(string address)
        {
            var number = mail.Addresses.NumberOf(address);
            mail.Addresses.NameFirst(number, MadeUpMail.NameOf(address));
            return number;
        }
    }

    private static ulong IdOf(int number) => 0x9E3779B97F4A7C15 ^ ((ulong)number + 1);

    private sealed record Kept(Relationship Relationship, List<MadeUpMessage> Mail, List<ImportRun> Runs);
}
