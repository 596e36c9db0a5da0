using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>Signs checkpoints with the host's key in use.</summary>
public sealed class HostSigner : IDisposable
{
    private readonly Lock door = new();
    private readonly ECDsa key;
    private readonly NoteKey known;

    public HostSigner(ImmutableArray<HostKey> keys)
    {
        Number = keys[^1].Number;
        key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(keys[^1].PrivateKey.Span, out _);
        known = NoteKey.Of(VouchName, key);
    }

    /// <summary>Which key it signs with.</summary>
    public int Number { get; }

    /// <summary>
    /// What a ledger is called in its checkpoints. It does not name the host, so that checkpoints of a ledger that moved can
    /// be compared.
    /// </summary>
    public static string OriginOf(RelationshipId id) => $"tandem/{id}";

    /// <summary>The keys that speak for a ledger on this host.</summary>
    public static ImmutableArray<NoteKey> KeysOf(RelationshipId id, IEnumerable<HostKey> keys) => [.. keys.Select(made =>
    {
        using var read = ECDsa.Create();
        read.ImportSubjectPublicKeyInfo(made.PublicKey.Span, out _);
        return NoteKey.Of(OriginOf(id), read);
    })];

    public SignedCheckpoint Sign(RelationshipId id, Frontier edge)
    {
        lock (door) // several desks share the key
        {
            return SignedCheckpoint.Sign(new(OriginOf(id), edge.Size, edge.Root), known.Named(OriginOf(id)), key);
        }
    }

    /// <summary>The same checkpoint, signed with the key in use if another one did.</summary>
    public SignedCheckpoint Renew(SignedCheckpoint said)
    {
        var mine = known.Named(said.Checkpoint.Origin);
        lock (door)
        {
            return said.Verify([mine]) == NoteOutcome.Verified ? said : SignedCheckpoint.Sign(said.Checkpoint, mine, key);
        }
    }

    /// <summary>A new key, and the note by which the one before vouches for it.</summary>
    public static HostKey Make(HostKey? before, DateTimeOffset now)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var vouch = "";
        if (before is not null)
        {
            using var old = ECDsa.Create();
            old.ImportPkcs8PrivateKey(before.PrivateKey.Span, out _);
            vouch = SignedNote.Sign(VouchText(made.ExportSubjectPublicKeyInfo()), VouchName, old).ToString();
        }

        return new((before?.Number ?? 0) + 1, made.ExportPkcs8PrivateKey(), made.ExportSubjectPublicKeyInfo(), now, vouch);
    }

    /// <summary>The name of a host's key where it speaks of keys, not of a ledger.</summary>
    public const string VouchName = "tandem/keys";

    /// <summary>What the old key says of the new one.</summary>
    public static string VouchText(ReadOnlySpan<byte> spki) => $"tandem key rotation\n{Convert.ToBase64String(spki)}\n";

    /// <summary>Whether the old key says that the new one takes its place.</summary>
    public static bool Vouches(NoteKey old, NoteKey next, string vouch)
    {
        using var read = ECDsa.Create();
        read.ImportSubjectPublicKeyInfo(old.Spki, out _);
        return SignedNote.TryParse(Encoding.UTF8.GetBytes(vouch), out var note, out _) && note.Text == VouchText(next.Spki)
            && note.Verify([NoteKey.Of(VouchName, read)]) == NoteOutcome.Verified;
    }

    public void Dispose() => key.Dispose();
}
