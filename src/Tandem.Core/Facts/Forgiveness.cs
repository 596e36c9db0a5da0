using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The harmed side lets a broken commitment or an incident rest.</summary>
public sealed record Forgiveness(EntryId Of) : Fact
{
    public override string Kind => "forgiveness";

    public override ImmutableArray<EntryId> References => [Of];

    internal static Forgiveness Read(Body body) => new(body.Reference("of"));
}
