using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>Texts of an entry are erased: which, and on what ground. Facts stay.</summary>
public sealed record Redaction(EntryId Of, ImmutableArray<string> Groups, string Ground) : Fact
{
    public override string Kind => "redaction";

    public override ImmutableArray<EntryId> References => [Of];

    internal static Redaction Read(Body body)
    {
        var redaction = new Redaction(body.Reference("of"), body.Codes("groups"), body.Code("ground"));
        body.Require(redaction.Groups.Length <= 2 * Limits.TextGroups, "groups"); // its own, and those of an entry it withdrew
        return redaction;
    }
}
