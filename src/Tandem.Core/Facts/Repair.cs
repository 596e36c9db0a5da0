using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>Amends for a broken commitment or an incident.</summary>
public sealed record Repair(EntryId Of) : Fact
{
    public override string Kind => "repair";

    public override ImmutableArray<EntryId> References => [Of];

    public override Side? Favours(Side enteredBy, Fact? about) => Fault.Of(about);

    internal static Repair Read(Body body) => new(body.Reference("of"));
}
