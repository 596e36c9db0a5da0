using System.Security.Cryptography;
using Tandem.Core.Ledger;

namespace Tandem.Workspace.Record;

/// <summary>Draws salts, many at a time: asking the system for each costs more than what it gives.</summary>
public sealed class Salts(Action<Span<byte>>? fill = null)
{
    private const int AtOnce = 256;

    private readonly Action<Span<byte>> fill = fill ?? RandomNumberGenerator.Fill;
    private readonly Lock door = new();
    private byte[] drawn = [];
    private int used;

    /// <returns>32 bytes that nobody has seen.</returns>
    public ReadOnlyMemory<byte> Draw()
    {
        lock (door)
        {
            if (used == drawn.Length)
            {
                (drawn, used) = (new byte[AtOnce * Seal.SaltBytes], 0);
                fill(drawn);
            }

            used += Seal.SaltBytes;
            return drawn.AsMemory(used - Seal.SaltBytes, Seal.SaltBytes);
        }
    }
}
