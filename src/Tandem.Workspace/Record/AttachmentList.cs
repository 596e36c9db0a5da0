using System.Buffers;
using System.Text.Json;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;

namespace Tandem.Workspace.Record;

/// <summary>The documents that entries name, with the entries that name them.</summary>
internal sealed class AttachmentList
{
    private readonly SortedDictionary<string, (Attachment Attachment, List<long> Entries)> byHash = new(StringComparer.Ordinal);

    public void Add(Entry entry)
    {
        if (entry.Statement.Fact is Arrangement || entry.Statement.Body.Span.IndexOf("\"attachments\""u8) < 0)
        {
            return;
        }

        using var body = JsonDocument.Parse(entry.Statement.Body);
        foreach (var attachment in Kinds.AttachmentsOf(body.RootElement))
        {
            if (!byHash.TryGetValue(attachment.Sha256, out var known))
            {
                byHash[attachment.Sha256] = known = (attachment, []);
            }

            known.Entries.Add(entry.Sequence);
        }
    }

    /// <summary>The entries that name a document with this hash.</summary>
    public IReadOnlyList<long> Naming(string sha256) => byHash.TryGetValue(sha256, out var known) ? known.Entries : [];

    public byte[] ToJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (attachment, entries) in byHash.Values)
            {
                json.WriteStartObject();
                json.WriteString("sha256", attachment.Sha256);
                json.WriteNumber("bytes", attachment.Bytes);
                json.WriteString("media_type", attachment.MediaType);
                json.WriteStartArray("entries");
                entries.ForEach(json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return output.WrittenSpan.ToArray();
    }
}
