using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;
using Tandem.Workspace.Who;

namespace Tandem.Workspace.Imports;

/// <summary>A mailbox held in memory for one reading: no account, no server, no data folder.</summary>
public sealed class Mailbox(Key key, Action<ReadProgress>? onProgress = null) : IMailSink
{
    private readonly List<MailFile?> files = [];
    private readonly List<Problem> problems = [];
    private int problemCount;

    public Correspondence Mail { get; } = new();

    public AddressBook Addresses => Mail.Addresses;

    public Key Key => key;

    public void Enter(int number, MailFile file)
    {
        while (files.Count <= number)
        {
            files.Add(null);
        }

        files[number] = file;
    }

    public void Accept(in Message message, in MessageWords words) => Mail.Add(message);

    public void Report(Problem problem)
    {
        problemCount++;
        if (problems.Count < Limits.ProblemsListed)
        {
            problems.Add(problem.Cleaned);
        }
    }

    public void Advance(in ReadProgress progress)
    {
        onProgress?.Invoke(progress);
    }

    /// <summary>Where a few messages stand, to fetch their words.</summary>
    public ImmutableArray<WantedText> Want(IEnumerable<int> messages) =>
        [.. messages.Select(message => new WantedText(message, files[Mail.OriginOf(message).File]!, Mail.OriginOf(message).Offset))];

    /// <param name="totals">Where the bytes went, as the source says.</param>
    /// <param name="since">Messages before it are counted as outside the period.</param>
    /// <param name="until">Messages from it on are counted as outside the period.</param>
    public MailboxReport Report(ReadTotals totals, DateTimeOffset? since, DateTimeOffset? until)
    {
        var (undated, outside) = (0, 0);
        for (var message = 0; message < Mail.Count; message++)
        {
            undated += Mail.IsDated(message) ? 0 : 1;
            outside += Mail.IsDated(message) && (Mail.InstantOf(message) < since || Mail.InstantOf(message) >= until) ? 1 : 0;
        }

        var organizations = Organizations();
        return new(
            files.Count, totals.Bytes, totals.Outside, Mail.Read, Mail.Count, undated, outside,
            new Conversations(Mail).Count,
            Mail.Addresses.CountMarked(AddressMarks.From),
            Mail.Addresses.CountMarked(AddressMarks.From | AddressMarks.To | AddressMarks.Cc),
            [.. organizations.Where(line => !FreeMail.Has(line.Domain))],
            [.. organizations.Where(line => FreeMail.Has(line.Domain))],
            [.. problems],
            problemCount);
    }

    /// <summary>By registrable domain of the authors, most messages first.</summary>
    private ImmutableArray<OrganizationLine> Organizations()
    {
        var domains = new string?[Mail.Addresses.Count];
        var messages = new Dictionary<string, int>(StringComparer.Ordinal);
        var people = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var message = 0; message < Mail.Count; message++)
        {
            var author = Mail.AuthorOf(message);
            if (author < 0)
            {
                continue;
            }

            var isFirst = domains[author] is null;
            var domain = domains[author] ??= PublicSuffixes.Bundled.RegistrableDomain(Attribution.DomainOf(Addresses[author]));
            messages[domain] = messages.GetValueOrDefault(domain) + 1;
            people[domain] = people.GetValueOrDefault(domain) + (isFirst ? 1 : 0);
        }

        return
        [
            .. messages.Select(m => new OrganizationLine(Clean.Words(m.Key), m.Value, people[m.Key]))
                .OrderByDescending(line => line.Messages).ThenBy(line => line.Domain, StringComparer.Ordinal),
        ];
    }
}
