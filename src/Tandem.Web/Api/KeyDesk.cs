using System.Collections.Concurrent;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Api;

/// <summary>
/// Knows the keys of programs by their digests. What it has read it believes for a few seconds: a key that is revoked in another
/// process ends here within those seconds, in this one at once.
/// </summary>
internal sealed class KeyDesk(Rooms rooms)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (Viewer Viewer, Guid Key, DateTimeOffset ReadAt)> known = new(StringComparer.Ordinal);
    private long forgotten;

    /// <summary><c>null</c> when the key opens nothing.</summary>
    public async ValueTask<(Viewer Viewer, Guid Key)?> FindAsync(Token token, CancellationToken ct)
    {
        var (digest, now) = (Convert.ToBase64String(token.Digest()), rooms.Time.GetUtcNow());
        if (known.TryGetValue(digest, out var read) && now - read.ReadAt < Believed && now >= read.ReadAt)
        {
            return (read.Viewer, read.Key);
        }

        var before = Interlocked.Read(ref forgotten);
        if (await rooms.People.OpenWithKeyAsync(token, now, ct) is not { } opened)
        {
            known.TryRemove(digest, out _);
            return null;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[digest] = (opened.Viewer, opened.Key, now);
        if (Interlocked.Read(ref forgotten) != before)
        {
            known.TryRemove(digest, out _); // it was read before the change that all was forgotten for
        }

        return opened;
    }

    /// <summary>After a key was revoked, or a membership changed that a key rests on.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        known.Clear();
    }
}
