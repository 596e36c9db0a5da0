using System.Runtime.InteropServices;

namespace Tandem.Sources.Mail;

/// <summary>
/// Decompresses xz through the system's liblzma (no managed package is to be had). The layout of <c>lzma_stream</c> and the
/// numbers are those of its public header lzma/base.h, unchanged since version 5.0.
/// </summary>
internal sealed class XzStream : Stream
{
    private const int Ok = 0;
    private const int StreamEnd = 1;
    private const int Run = 0;
    private const int Finish = 3;
    private const uint Concatenated = 0x08;
    private const ulong MemoryLimit = 256 << 20;

    private readonly Stream source;
    private readonly byte[] input = GC.AllocateUninitializedArray<byte>(64 * 1024, pinned: true);
    private Native stream;
    private bool sourceEnded;
    private bool ended;

    public XzStream(Stream source)
    {
        this.source = source;
        Check(StreamDecoder(ref stream, MemoryLimit, Concatenated));
    }

    /// <summary>Whether this machine has the library.</summary>
    public static bool IsPresent => NativeLibrary.TryLoad("liblzma.so.5", out _) || NativeLibrary.TryLoad("liblzma", out _);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override unsafe int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || ended)
        {
            return 0;
        }

        fixed (byte* output = buffer)
        {
            stream.NextOut = (nint)output;
            stream.AvailableOut = (nuint)buffer.Length;
            while (stream.AvailableOut == (nuint)buffer.Length && !ended)
            {
                FillInput();
                var result = Code(ref stream, sourceEnded ? Finish : Run);
                ended = result == StreamEnd;
                if (result != Ok && !ended)
                {
                    throw new InvalidDataException($"xz: error {result}");
                }
            }

            return buffer.Length - (int)stream.AvailableOut;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        End(ref stream);
        source.Dispose();
        base.Dispose(disposing);
    }

    private static void Check(int result)
    {
        if (result != Ok)
        {
            throw new InvalidDataException($"xz: error {result}");
        }
    }

    private void FillInput()
    {
        if (stream.AvailableIn > 0 || sourceEnded)
        {
            return;
        }

        var count = source.Read(input);
        sourceEnded = count == 0;
        stream.NextIn = Marshal.UnsafeAddrOfPinnedArrayElement(input, 0);
        stream.AvailableIn = (nuint)count;
    }

    [DllImport("liblzma.so.5", EntryPoint = "lzma_stream_decoder")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StreamDecoder(ref Native stream, ulong memoryLimit, uint flags);

    [DllImport("liblzma.so.5", EntryPoint = "lzma_code")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Code(ref Native stream, int action);

    [DllImport("liblzma.so.5", EntryPoint = "lzma_end")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void End(ref Native stream);

    [StructLayout(LayoutKind.Sequential)]
    private struct Native
    {
        public nint NextIn;
        public nuint AvailableIn;
        public ulong TotalIn;
        public nint NextOut;
        public nuint AvailableOut;
        public ulong TotalOut;
        public nint Allocator;
        public nint Internal;
        public nint Reserved1;
        public nint Reserved2;
        public nint Reserved3;
        public nint Reserved4;
        public ulong SeekPosition;
        public ulong Reserved6;
        public nuint Reserved7;
        public nuint Reserved8;
        public int Reserved9;
        public int Reserved10;
    }
}
