using System.Collections.Concurrent;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.People;

/// <summary>Remembers which looks at private things were told within the hour, in this process.</summary>
public sealed class PrivateReads
{
    private const int Most = 100_000;
    private static readonly TimeSpan Once = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(OrganizationId, AccountId?, Guid?, RelationshipId), DateTimeOffset> told = new();

    /// <returns>Whether it is to be told.</returns>
    public bool IsNew(Viewer viewer, Guid? key, RelationshipId about, DateTimeOffset now)
    {
        if (viewer.Account is null && key is null)
        {
            return false; // the person at the machine: there is nobody to tell
        }

        return !told.TryGetValue((viewer.Organization, viewer.Account, key, about), out var last) || now - last >= Once;
    }

    /// <summary>It was told: only what is written down is.</summary>
    public void Tell(Viewer viewer, Guid? key, RelationshipId about, DateTimeOffset now)
    {
        if (told.Count >= Most)
        {
            told.Clear();
        }

        told[(viewer.Organization, viewer.Account, key, about)] = now;
    }
}
