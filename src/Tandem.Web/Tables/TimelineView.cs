using System.Collections.Immutable;
using System.Globalization;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tables;

/// <summary>What the reader asked to see, as the address says it.</summary>
public sealed record TimelineQuery(string? Kind, string? Side, string? State, long? Before, long? After)
{
    public bool IsFiltered => (Kind ?? Side ?? State) is not null;

    /// <summary>What is none of the words asks for nothing.</summary>
    public EntryFilter FilterAt(DateTimeOffset at) => new(
        EntryKind.IsOne(Kind) ? [Kind!] : [],
        Side switch { "A" => Core.Vocabulary.Side.A, "B" => Core.Vocabulary.Side.B, _ => null },
        State switch
        {
            "claimed" => Attestation.Claimed,
            "disputed" => Attestation.Disputed,
            "acknowledged" => Attestation.Acknowledged,
            "withdrawn" => Attestation.Withdrawn,
            _ => null,
        },
        at);
}

/// <param name="Earlier">Where older ones are; <c>null</c> when there are none.</param>
public sealed record TimelineView(
    TableHead Head, EntryWords Words, TimelineQuery Query, ImmutableArray<EntryView> Entries, string? Newer, string? Earlier, string? Notice)
{
    public string Url(string? kind, string? side, string? state, (string Name, long Sequence)? edge = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("kind", kind), ("side", side), ("state", state), (edge?.Name ?? "", edge?.Sequence.ToString(CultureInfo.InvariantCulture)),
        ];
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
        return $"{Head.Url}/timeline{(query.Length > 0 ? "?" : "")}{query}";
    }
}
