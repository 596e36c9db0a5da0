using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>Who is at fault where something went wrong.</summary>
public static class Fault
{
    /// <returns>The maker of a commitment, the cause of an incident; <c>null</c> for anything else.</returns>
    public static Side? Of(Fact? wrong) => wrong switch
    {
        Commitment { By: var maker } => maker,
        Incident { CausedBy: var cause } => cause,
        _ => null,
    };
}
