using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>The asked side answers a request: the wait ends.</summary>
public sealed record Response(EntryId Request, Answer Answer) : Fact
{
    public override string Kind => "response";

    public override ImmutableArray<EntryId> References => [Request];

    internal static Response Read(Body body) => new(body.Reference("request"), body.Word<Answer>("answer"));
}
