using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Which relationship a person means, and on whose behalf this workspace speaks.</summary>
internal sealed record Choice(Relationship Relationship, Viewer Viewer)
{
    private const int FewestIdDigits = 4;

    public Side Us => Relationship.SideOf(Viewer);

    /// <summary>By id, its beginning, or the other organization's name; <c>null</c>, with a sentence said, where that is none or several.</summary>
    public static async Task<Choice?> OfAsync(TandemStore store, string asked, Texts texts, CancellationToken ct)
    {
        if (await store.Evidence.OwnerAsync(ct) is not { } owner)
        {
            Console.Error.WriteLine(texts.Say("error.noRelationship", Clean.Words(asked)));
            return null;
        }

        var viewer = new Viewer(owner.Id);
        var meant = (await store.Evidence.RelationshipsAsync(viewer, ct)).Where(relationship => IsMeant(relationship, viewer, asked)).ToList();
        switch (meant)
        {
            case [var one]:
                return new(one, viewer);
            case []:
                Console.Error.WriteLine(texts.Say("error.noRelationship", Clean.Words(asked)));
                return null;
            default:
                Console.Error.WriteLine(texts.Say("error.whichRelationship", Clean.Words(asked), string.Join(", ", meant.Select(one => one.Id))));
                return null;
        }
    }

    public static bool TrySide(string? word, Texts texts, out Side? side)
    {
        side = word switch
        {
            "A" or "a" => Side.A,
            "B" or "b" => Side.B,
            _ => null,
        };
        if (word is not null && side is null)
        {
            Console.Error.WriteLine(texts.Say("error.side", Clean.Words(word)));
            return false;
        }

        return true;
    }

    private static bool IsMeant(Relationship relationship, Viewer viewer, string asked) =>
        (asked.Length >= FewestIdDigits && relationship.Id.ToString().StartsWith(asked, StringComparison.OrdinalIgnoreCase))
        || string.Equals(relationship.Sides[relationship.SideOf(viewer).Other].Name, asked, StringComparison.OrdinalIgnoreCase);
}
