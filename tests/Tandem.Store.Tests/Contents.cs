using System.Globalization;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>Everything a viewer can read of a relationship's evidence, as text that can be compared.</summary>
internal static class Contents
{
    /// <summary>In the order of the evidence, with everything there is.</summary>
    public static async Task<string> OfAsync(IEvidenceStore store, Viewer viewer, RelationshipId id)
    {
        var mail = (await store.LoadMailAsync(viewer, id, CancellationToken.None))!.Mail;
        var texts = await store.TextsAsync(viewer, id, mail, [.. Enumerable.Range(0, mail.Count)], CancellationToken.None);
        var all = new StringBuilder();
        for (var address = 0; address < mail.Addresses.Count; address++)
        {
            all.Append(CultureInfo.InvariantCulture,
                $"{address} {mail.Addresses[address]} {mail.Addresses.NameOf(address)} {mail.Addresses.MarksOf(address)}\n");
        }

        var links = new Conversations(mail);
        for (var message = 0; message < mail.Count; message++)
        {
            var text = texts[message];
            all.Append(CultureInfo.InvariantCulture, $"{message} {mail.SentAt(message)} {mail.AuthorOf(message)} {mail.TraitsOf(message)} ")
                .Append(CultureInfo.InvariantCulture,
                $"[{Numbers(mail.To(message))}] [{Numbers(mail.Cc(message))}] {links.Of(message)} {mail.OriginOf(message)} ")
                .Append(CultureInfo.InvariantCulture, $"{text.MessageId} {text.Subject} {text.Where}\n");
        }

        return all.ToString();
    }

    /// <summary>Which messages there are, whatever their order.</summary>
    public static async Task<string[]> IdsAsync(IEvidenceStore store, Viewer viewer, RelationshipId id)
    {
        var mail = (await store.LoadMailAsync(viewer, id, CancellationToken.None))!.Mail;
        var texts = await store.TextsAsync(viewer, id, mail, [.. Enumerable.Range(0, mail.Count)], CancellationToken.None);
        return [.. texts.Values.Select(text => text.MessageId!).Order(StringComparer.Ordinal)];
    }

    private static string Numbers(PoolSlice slice)
    {
        var numbers = new List<int>();
        foreach (var number in slice)
        {
            numbers.Add(number);
        }

        return string.Join(' ', numbers);
    }
}
