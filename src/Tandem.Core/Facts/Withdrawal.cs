using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The author's side takes an entry back, as if it had never been entered.</summary>
public sealed record Withdrawal(EntryId Of) : Fact
{
    public override string Kind => "withdrawal";

    public override ImmutableArray<EntryId> References => [Of];

    internal static Withdrawal Read(Body body) => new(body.Reference("of"));
}
