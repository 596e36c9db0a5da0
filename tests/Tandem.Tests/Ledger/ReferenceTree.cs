using System.Security.Cryptography;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

/// <summary>
/// RFC 6962 section 2.1 read aloud: every question is answered from all leaves, by recursion, as slowly as that takes. It
/// shares no code with the product but the thirty-two bytes of a hash.
/// </summary>
internal sealed class ReferenceTree(IReadOnlyList<byte[]> leaves)
{
    private static readonly byte[] LeafPrefix = [0];
    private static readonly byte[] NodePrefix = [1];

    public static byte[] LeafHash(byte[] leaf) => SHA256.HashData([.. LeafPrefix, .. leaf]);

    /// <summary>MTH of the leaves from one index up to, not including, another.</summary>
    public Hash Root(int begin, int end) => new(Mth(begin, end));

    public Hash Root(int size) => Root(0, size);

    public Hash[] Inclusion(int index, int size) => [.. Path(index, 0, size).Select(hash => new Hash(hash))];

    public Hash[] Consistency(int first, int second) => [.. Subproof(first, 0, second, true).Select(hash => new Hash(hash))];

    private byte[] Mth(int begin, int end) => (end - begin) switch
    {
        0 => SHA256.HashData([]),
        1 => LeafHash(leaves[begin]),
        var size => SHA256.HashData([.. NodePrefix, .. Mth(begin, begin + Split(size)), .. Mth(begin + Split(size), end)]),
    };

    private IEnumerable<byte[]> Path(int index, int begin, int end)
    {
        if (end - begin == 1)
        {
            return [];
        }

        var middle = begin + Split(end - begin);
        return index < middle
            ? [.. Path(index, begin, middle), Mth(middle, end)]
            : [.. Path(index, middle, end), Mth(begin, middle)];
    }

    private IEnumerable<byte[]> Subproof(int first, int begin, int end, bool isKnown)
    {
        if (first == end)
        {
            return isKnown ? [] : [Mth(begin, end)];
        }

        var middle = begin + Split(end - begin);
        return first <= middle
            ? [.. Subproof(first, begin, middle, isKnown), Mth(middle, end)]
            : [.. Subproof(first, middle, end, false), Mth(begin, middle)];
    }

    private static int Split(int size)
    {
        var split = 1;
        while (split * 2 < size)
        {
            split *= 2;
        }

        return split;
    }
}
