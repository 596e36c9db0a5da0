using System.Buffers.Binary;
using System.Security.Cryptography;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

/// <summary>Private keys that are the same in every run.</summary>
internal static class LogKeys
{
    public const string Origin = "tandem.example/log";

    public static ECDsa Ours { get; } = Key(7);

    public static ECDsa Others { get; } = Key(8);

    public static NoteKey OurKey { get; } = NoteKey.Of(Origin, Ours);

    /// <summary>On P-256, from a small secret number.</summary>
    public static ECDsa Key(int secret)
    {
        var d = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(d.AsSpan(28), secret);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
    }

    public static SignedCheckpoint Sign(long size, Hash root, string origin = Origin) =>
        SignedCheckpoint.Sign(new(origin, size, root), Origin, Ours);
}
