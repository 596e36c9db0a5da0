using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>An affected side says yes or no to a proposed decision; its last word stands.</summary>
public sealed record Consent(EntryId Decision, bool Agreed) : Fact
{
    public override string Kind => "consent";

    public override ImmutableArray<EntryId> References => [Decision];

    internal static Consent Read(Body body) => new(body.Reference("decision"), body.Truth("agreed"));
}
