namespace Tandem.Store.Evidence;

/// <summary>
/// The numbers of the addresses in To and Cc, seven bits a byte (LEB128): how many in To, those, then those in Cc.
/// </summary>
internal static class Recipients
{
    private const int LongestNumber = 5;

    public static int Bound(int count) => (count + 1) * LongestNumber;

    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> target, ReadOnlySpan<int> to, ReadOnlySpan<int> cc)
    {
        var at = WriteNumber(target, to.Length);
        foreach (var number in to)
        {
            at += WriteNumber(target[at..], number);
        }

        foreach (var number in cc)
        {
            at += WriteNumber(target[at..], number);
        }

        return at;
    }

    /// <summary>Puts all numbers into <paramref name="into"/> and says how many of them stood in To.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, List<int> into)
    {
        into.Clear();
        var to = ReadNumber(ref bytes);
        while (bytes.Length > 0)
        {
            into.Add(ReadNumber(ref bytes));
        }

        return to;
    }

    private static int WriteNumber(Span<byte> target, int number)
    {
        var (at, rest) = (0, (uint)number);
        while (rest >= 0x80)
        {
            target[at++] = (byte)((rest & 0x7f) | 0x80);
            rest >>= 7;
        }

        target[at] = (byte)rest;
        return at + 1;
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var (at, number) = (0, 0u);
        do
        {
            number |= (uint)(bytes[at] & 0x7f) << (7 * at);
        }
        while (bytes[at++] >= 0x80);

        bytes = bytes[at..];
        return (int)number;
    }
}
