using System.Text;

namespace Tandem.Core.Evidence;

/// <summary>
/// Hosts that serve mailing lists and nobody's mailbox: their name says so, or they carry a list's address and nobody
/// ever wrote from there in a person's name. A company whose own domain carries a list stays a company.
/// </summary>
public static class ListHosts
{
    private static readonly HashSet<string> Labels = new(StringComparer.Ordinal)
    {
        "list", "lists", "listserv", "listserver", "mailman", "maillist", "mailinglist", "mailinglists", "ml", "vger", "groups", "sympa",
    };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "googlegroups.com", "groups.io", "yahoogroups.com", "freelists.org", "listserv.net", "groups.google.com",
    };

    /// <summary>Whether the name of a host alone says that it serves lists, as in <c>lists.example.org</c>.</summary>
    public static bool SaysSo(ReadOnlySpan<byte> host) => SaysSo(Encoding.ASCII.GetString(host));

    public static IReadOnlySet<string> Of(Correspondence mail)
    {
        var book = mail.Addresses;
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var withAuthors = new HashSet<string>(StringComparer.Ordinal);
        for (var address = 0; address < book.Count; address++)
        {
            var host = Attribution.DomainOf(book[address]);
            var marks = book.MarksOf(address);
            if (book.IsList(address) || SaysSo(host))
            {
                hosts.Add(host);
            }
            else if ((marks & AddressMarks.Author) != 0)
            {
                withAuthors.Add(host);
            }
        }

        hosts.RemoveWhere(host => !SaysSo(host) && withAuthors.Contains(host));
        return hosts;
    }

    private static bool SaysSo(string host) =>
        Known.Contains(host) || (host.Contains('.', StringComparison.Ordinal)
            && Labels.Contains(host[..host.IndexOf('.', StringComparison.Ordinal)]));
}
