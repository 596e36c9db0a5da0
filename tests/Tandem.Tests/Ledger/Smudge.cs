using System.Text;

namespace Tandem.Tests.Ledger;

/// <summary>Texts of the ledger with bytes changed, cut, doubled and put in.</summary>
internal static class Smudge
{
    private static readonly string[] Scraps =
    [
        "\n", "\n\n", "— ", "—", " ", "+", "=", "==", "A", "0", "9223372036854775808", "index ", "extra ", "\r", "\0", "\t", "\ufeff",
        "\u00a0", "\u3000", "\u2028", "\ufffd", "c2sp.org/tlog-proof@v1\n", "\n\n— x AAAAAAA=\n", "— tandem.example/log AAAAAAA=\n", "-1",
    ];

    public static byte[] On(Dice dice, byte[] original, int changes)
    {
        var bytes = new List<byte>(original);
        for (var change = 0; change <= changes; change++)
        {
            var at = dice.Below(bytes.Count + 1);
            switch (dice.Below(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << dice.Below(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(dice.Between(1, 50), bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes.InsertRange(dice.Below(bytes.Count), bytes.GetRange(at, Math.Min(dice.Below(80), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, dice.Bytes(dice.Between(1, 5)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick(Scraps)));
                    break;
            }
        }

        return [.. bytes];
    }
}
