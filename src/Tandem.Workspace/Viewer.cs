using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace;

/// <summary>
/// On whose behalf something is read or written, and what they may do. No read without one: it is the parameter that keeps
/// the private things of one side from the other. Only what this organization's own side may see is ever in scope.
/// </summary>
/// <param name="Role">The person at the machine, where there are no accounts, owns the workspace.</param>
/// <param name="Account">Who signed in; <c>null</c> for the person at the machine.</param>
/// <param name="Pseudonym">How their entries name them.</param>
public sealed record Viewer(OrganizationId Organization, Role Role = Role.Owner, AccountId? Account = null, string Pseudonym = "owner")
{
    /// <summary>An API key may be kept to the shared record: then nothing private is in its scope.</summary>
    public bool IsSharedOnly { get; init; }

    public bool May(Right right) => Role.May(right);

    /// <exception cref="NotAllowedException">The role does not give the right.</exception>
    public void Demand(Right right)
    {
        if (!May(right))
        {
            throw new NotAllowedException(right);
        }
    }

    /// <exception cref="NotAllowedException">A key that is kept to the shared record asks for something private.</exception>
    public void DemandPrivate()
    {
        if (IsSharedOnly)
        {
            throw new NotAllowedException(Right.Read);
        }
    }
}
