using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The other side says that an entry is so; of a charter, settlement or agreement: it signs.</summary>
public sealed record Confirmation(EntryId Of) : Fact
{
    public override string Kind => "confirmation";

    public override ImmutableArray<EntryId> References => [Of];

    internal static Confirmation Read(Body body) => new(body.Reference("of"));
}
