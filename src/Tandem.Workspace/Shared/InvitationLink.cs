using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace.Shared;

/// <summary>The last part of an invitation's link: where it is kept, and the secret that opens it.</summary>
public readonly record struct InvitationLink(RelationshipId Relationship, Token Token)
{
    private const int IdChars = 32;

    /// <summary>As in <c>/invitation/3f….…</c>.</summary>
    public string Path => $"/invitation/{Relationship.Value:N}.{Token.Value}";

    public static bool TryParse(string text, out InvitationLink link)
    {
        link = default;
        if (text.Length < IdChars + 2 || text[IdChars] != '.' || !Guid.TryParseExact(text[..IdChars], "N", out var id))
        {
            return false;
        }

        link = new(new(id), new(text[(IdChars + 1)..]));
        return true;
    }
}
