using System.Text;
using Tandem.Core.Evidence;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>A message as one run read it, people by their numbers in the run's book.</summary>
internal sealed class SimulatedCopy(in Message message, in MessageWords words)
{
    private readonly long sentAt = message.SentAt;
    private readonly int author = message.Author;
    private readonly Traits traits = message.Traits;
    private readonly int[] to = message.To.ToArray();
    private readonly int[] cc = message.Cc.ToArray();
    private readonly ulong[] inReplyTo = message.InReplyTo.ToArray();
    private readonly ulong[] references = message.References.ToArray();

    public ulong Id { get; } = message.Id;

    public Origin Origin { get; } = message.Origin;

    public string? Subject { get; } = words.Subject?.Replace('\0', '\uFFFD');

    public string? MessageId { get; } = words.MessageId.IsEmpty ? null : Encoding.UTF8.GetString(words.MessageId).Replace('\0', '\uFFFD');

    public void AddTo(Correspondence mail, int[] numbers) => mail.Add(new()
    {
        Id = Id,
        SentAt = sentAt,
        Author = author < 0 ? -1 : numbers[author],
        To = Array.ConvertAll(to, number => numbers[number]),
        Cc = Array.ConvertAll(cc, number => numbers[number]),
        InReplyTo = inReplyTo,
        References = references,
        Traits = traits,
        Origin = Origin,
    });
}
