using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The other side says that a claimed entry is not so.</summary>
public sealed record Dispute(EntryId Of) : Fact
{
    public override string Kind => "dispute";

    public override ImmutableArray<EntryId> References => [Of];

    internal static Dispute Read(Body body) => new(body.Reference("of"));
}
