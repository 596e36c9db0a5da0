using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A sale or payment: it shows that business is done, and nothing about how.</summary>
public sealed record Transaction(Worth Worth) : Fact
{
    public override string Kind => "transaction";

    public override ImmutableArray<Worth> Worths => [Worth];

    internal static Transaction Read(Body body) => new(body.Worth("worth"));
}
