using System.Security.Cryptography;

namespace Tandem.Workspace.Record;

/// <summary>
/// Writes through and hashes on the way, all but the last bytes: there the hash itself is put. So every byte of a file is
/// either hashed or is the hash.
/// </summary>
internal sealed class DigestedStream(Stream output) : Stream
{
    /// <summary>The last bytes: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public const int TailBytes = 71;

    public static readonly string Placeholder = new('-', TailBytes);

    private const string Prefix = "sha256:";

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] tail = new byte[TailBytes];
    private int held;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What the tail of a file with this hash is.</summary>
    public static string TailOf(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var pass = held + buffer.Length - TailBytes;
        if (pass <= 0)
        {
            buffer.CopyTo(tail.AsSpan(held));
            held += buffer.Length;
            return;
        }

        var fromTail = Math.Min(pass, held);
        Pass(tail.AsSpan(0, fromTail));
        tail.AsSpan(fromTail, held - fromTail).CopyTo(tail);
        held -= fromTail;
        Pass(buffer[..(pass - fromTail)]);
        buffer[(pass - fromTail)..].CopyTo(tail.AsSpan(held));
        held = TailBytes;
    }

    public override void Flush() => output.Flush();

    /// <summary>Puts the hash in place of what was written last.</summary>
    public void Finish()
    {
        output.Write(System.Text.Encoding.ASCII.GetBytes(TailOf(hash.GetHashAndReset())));
        output.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        output.Write(bytes);
    }
}
