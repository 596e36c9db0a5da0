using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Which relationship a person means, and on whose behalf they speak.</summary>
/// <param name="Side">The side that was named, where there are no members.</param>
internal sealed record Choice(Relationship Relationship, Viewer Viewer, Side? Side = null)
{
    /// <summary>The person at the machine.</summary>
    public const string Operator = "host-operator";

    private const int FewestIdDigits = 4;

    public Side Us => Relationship.SideOf(Viewer);

    public bool IsMember => Viewer.Account is not null;

    /// <summary>Who stands as the author of what is entered, where nobody is named.</summary>
    public string Author => IsMember ? Viewer.Pseudonym : Operator;

    /// <summary>The seat of this person in the rooms of the workspace.</summary>
    public Seat SeatIn(Rooms rooms) => new(Viewer, rooms) { From = Speaker.From };

    /// <summary>By id, its beginning, or the other organization's name. What is out of scope is not there.</summary>
    /// <exception cref="NotAllowedException">The member's role does not give the right.</exception>
    public static async Task<Found<Choice>> OfAsync(
        TandemStore store, string asked, Spoken spoken, Right needs, Texts texts, CancellationToken ct)
    {
        var speaker = await Speaker.OfAsync(store, spoken, needs, texts, ct);
        if (speaker.Value is null)
        {
            return new(null, speaker.Ended);
        }

        var viewer = speaker.Value.Viewer;
        var known = viewer is null ? [] : await store.Evidence.RelationshipsAsync(viewer, ct);
        return known.Where(relationship => IsMeant(relationship, viewer!, asked)).ToList() switch
        {
            [var one] => new Choice(one, viewer!, speaker.Value.Side),
            [] => Found<Choice>.Not(ExitCode.Nothing, texts.Say("error.noRelationship", Clean.Words(asked))),
            var several => Found<Choice>.Not(ExitCode.Nothing, texts.Say(
                "error.whichRelationship", Clean.Words(asked), string.Join(", ", several.Select(one => one.Id)))),
        };
    }

    private static bool IsMeant(Relationship relationship, Viewer viewer, string asked) =>
        (asked.Length >= FewestIdDigits && relationship.Id.ToString().StartsWith(asked, StringComparison.OrdinalIgnoreCase))
        || string.Equals(relationship.Sides[relationship.SideOf(viewer).Other].Name, asked, StringComparison.OrdinalIgnoreCase);
}
