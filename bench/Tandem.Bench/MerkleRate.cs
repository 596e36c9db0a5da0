using System.Numerics;
using System.Security.Cryptography;
using Tandem.Core.Ledger;

namespace Tandem.Bench;

/// <summary>
/// Appending to the ledger's tree and checking inclusion proofs, beside nothing but the SHA-256 calls that each needs, of
/// the same lengths and in the same run: <c>merkle [LEAVES]</c>. The two take turns, and the middle of the ratios counts.
/// </summary>
internal static class MerkleRate
{
    private const int LeafBytes = 200;
    private const int NodeBytes = 1 + (2 * Hash.Length);
    private const int Proofs = 20_000;
    private const int Rounds = 9;

    public static void Run(int leaves)
    {
        var nodes = leaves - BitOperations.PopCount((uint)leaves);
        foreach (var batch in (int[])[1, 100, 10_000])
        {
            Compare($"append in batches of {batch}", leaves, leaves, nodes, () => Append(leaves, batch));
        }

        var (frontier, tiles) = Append(leaves, 10_000);
        var reader = new TileHashes(tiles);
        InclusionProof[] proofs = [.. Enumerable.Range(0, Proofs)
            .Select(at => InclusionProof.From(IndexOf(at, leaves), leaves, reader.Read))];
        Compare("verify inclusion", Proofs, Proofs, proofs.Sum(proof => proof.Hashes.Length), () => Verify(proofs, frontier.Root));
    }

    /// <summary>As a store does it: full tiles are kept, partial ones come from leaf hashes and roots.</summary>
    private static (Frontier Frontier, IReadOnlyCollection<Tile> Tiles) Append(int leaves, int batch)
    {
        var (frontier, hashes, full) = (Frontier.Empty, new Hash[leaves], new Dictionary<TileId, Tile>());
        var leaf = new byte[LeafBytes];
        for (var first = 0; first < leaves; first += batch)
        {
            var fresh = hashes.AsSpan(first, Math.Min(batch, leaves - first));
            for (var at = 0; at < fresh.Length; at++)
            {
                fresh[at] = MerkleTree.Leaf(LeafAt(first + at, leaf));
            }

            var appended = frontier.Append(fresh, frontier.PartialTilesFilledBy(fresh.Length).Select(id => Load(id, hashes, full)));
            foreach (var tile in appended.FullTiles)
            {
                full.Add(tile.Id, tile);
            }

            frontier = appended.Frontier;
        }

        return (frontier, [.. TileId.AllOf(leaves).Select(id => full.GetValueOrDefault(id) ?? Load(id, hashes, full))]);
    }

    private static Tile Load(TileId id, Hash[] leaves, Dictionary<TileId, Tile> full) => new(id, id.Level == 0
        ? [.. leaves.AsSpan((int)id.FirstLeaf, id.Width)]
        : [.. id.Children.Select(child => full[child].Root)]);

    private static void Verify(InclusionProof[] proofs, Hash root)
    {
        var leaf = new byte[LeafBytes];
        foreach (var proof in proofs)
        {
            if (proof.Verify(MerkleTree.Leaf(LeafAt((int)proof.Index, leaf)), root) != ProofOutcome.Holds)
            {
                throw new InvalidOperationException($"Leaf {proof.Index} is not proved.");
            }
        }
    }

    private static byte[] LeafAt(int index, byte[] leaf)
    {
        BitConverter.TryWriteBytes(leaf, index);
        return leaf;
    }

    /// <summary>Spread over the whole tree, and the same in every run.</summary>
    private static int IndexOf(int at, int leaves) => (int)(at * 2_654_435_761L % leaves);

    private static void Compare(string what, int count, int leaves, int nodes, Action work)
    {
        var (ratios, rates) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var bare = Seconds(() => HashOnly(leaves, nodes));
            var whole = Seconds(work);
            ratios.Add(whole / bare);
            rates.Add(count / whole);
        }

        ratios.Sort();
        rates.Sort();
        Say($"{what}\t{count}\t{rates[Rounds / 2]:0}/s\t{leaves + nodes} hashes\t{ratios[Rounds / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00}) times them alone");
    }

    private static void HashOnly(int leaves, int nodes)
    {
        Span<byte> hash = stackalloc byte[Hash.Length];
        var (leaf, node) = (new byte[1 + LeafBytes], new byte[NodeBytes]);
        for (var at = 0; at < leaves; at++)
        {
            SHA256.HashData(leaf, hash);
        }

        for (var at = 0; at < nodes; at++)
        {
            SHA256.HashData(node, hash);
        }
    }

    private static double Seconds(Action work)
    {
        var start = Environment.CpuUsage.TotalTime; // of the processor: what others do meanwhile does not count
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
