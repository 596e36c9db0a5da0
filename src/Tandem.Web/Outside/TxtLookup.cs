using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Outside;

/// <summary>
/// TXT records, asked of the machine's own resolvers (RFC 1035): over UDP, and over TCP when the answer does not fit. The framework
/// resolves addresses only.
/// </summary>
public sealed class TxtLookup(ImmutableArray<IPEndPoint> resolvers) : INameLookup
{
    private const ushort Txt = 16;
    private const ushort Internet = 1;
    private const int HeaderBytes = 12;
    private const int Pointer = 0xC0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The resolvers of <c>/etc/resolv.conf</c>; the machine itself where there are none.</summary>
    public static TxtLookup OfThisMachine(string file = "/etc/resolv.conf")
    {
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        var named = lines.Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..] && IPAddress.TryParse(words[1], out _)).Select(words => new IPEndPoint(IPAddress.Parse(words[1]), 53));
        ImmutableArray<IPEndPoint> found = [.. named];
        return new(found.IsEmpty ? [new(IPAddress.Loopback, 53)] : found);
    }

    public async Task<ImmutableArray<string>> TextsAsync(string name, CancellationToken ct)
    {
        var id = BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2));
        var question = Question(id, name);
        foreach (var resolver in resolvers)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                var answer = await AskAsync(resolver, question, patience.Token);
                if (IsTruncated(answer))
                {
                    answer = await AskOverTcpAsync(resolver, question, patience.Token);
                }

                if (TryRead(answer, id, name, out var texts))
                {
                    return texts;
                }
            }
            catch (Exception silent) when (silent is SocketException or IOException
                || (silent is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // The next resolver may know.
            }
        }

        throw new IOException("No resolver answered.");
    }

    internal static byte[] Question(ushort id, string name)
    {
        var bytes = new List<byte>(HeaderBytes + name.Length + 6) { (byte)(id >> 8), (byte)(id & 0xFF), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.AddRange([0, 0, (byte)Txt, 0, (byte)Internet]);
        return [.. bytes];
    }

    /// <summary>Whether it answers this question. A name that does not exist says nothing, and that is an answer.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> answer, ushort id, string name, out ImmutableArray<string> texts)
    {
        texts = [];
        if (answer.Length < HeaderBytes || BinaryPrimitives.ReadUInt16BigEndian(answer) != id || (answer[2] & 0x80) == 0)
        {
            return false;
        }

        var code = answer[3] & 0x0F;
        if (code is not (0 or 3))
        {
            return false;
        }

        var at = HeaderBytes;
        if (BinaryPrimitives.ReadUInt16BigEndian(answer[4..]) != 1 || !TryName(answer, ref at, out var asked)
            || !asked.Equals(name, StringComparison.OrdinalIgnoreCase) || at + 4 > answer.Length)
        {
            return false;
        }

        at += 4;
        return TryRecords(answer, at, BinaryPrimitives.ReadUInt16BigEndian(answer[6..]), out texts);
    }

    private static bool TryRecords(ReadOnlySpan<byte> answer, int at, int count, out ImmutableArray<string> texts)
    {
        texts = [];
        var found = ImmutableArray.CreateBuilder<string>();
        for (var record = 0; record < count; record++)
        {
            if (!TryName(answer, ref at, out _) || at + 10 > answer.Length)
            {
                return false;
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(answer[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]);
            at += 10;
            if (at + length > answer.Length)
            {
                return false;
            }

            if (type == Txt)
            {
                found.Add(TextOf(answer.Slice(at, length)));
            }

            at += length;
        }

        texts = found.ToImmutable();
        return true;
    }

    /// <summary>A record is a row of strings of at most 255 bytes, which are one text.</summary>
    private static string TextOf(ReadOnlySpan<byte> record)
    {
        var text = new StringBuilder();
        while (record.Length > 0 && record[0] < record.Length)
        {
            text.Append(Encoding.UTF8.GetString(record.Slice(1, record[0])));
            record = record[(1 + record[0])..];
        }

        return text.ToString();
    }

    private static bool TryName(ReadOnlySpan<byte> answer, ref int at, out string name)
    {
        var labels = new List<string>();
        var (place, jumped) = (at, false);
        name = "";
        for (var step = 0; step < 128 && place < answer.Length; step++)
        {
            var length = answer[place];
            if (length == 0)
            {
                at = jumped ? at : place + 1;
                name = string.Join('.', labels);
                return true;
            }

            if ((length & Pointer) == Pointer)
            {
                if (place + 1 >= answer.Length)
                {
                    return false;
                }

                at = jumped ? at : place + 2;
                (place, jumped) = (((length & ~Pointer) << 8) | answer[place + 1], true);
                continue;
            }

            if (place + 1 + length > answer.Length)
            {
                return false;
            }

            labels.Add(Encoding.ASCII.GetString(answer.Slice(place + 1, length)));
            place += 1 + length;
        }

        return false;
    }

    private static bool IsTruncated(byte[] answer) => answer.Length >= HeaderBytes && (answer[2] & 0x02) != 0;

    private static async Task<byte[]> AskAsync(IPEndPoint resolver, byte[] question, CancellationToken ct)
    {
        using var socket = new UdpClient(resolver.AddressFamily);
        socket.Connect(resolver); // answers from elsewhere are not ours
        await socket.SendAsync(question, ct);
        return (await socket.ReceiveAsync(ct)).Buffer;
    }

    private static async Task<byte[]> AskOverTcpAsync(IPEndPoint resolver, byte[] question, CancellationToken ct)
    {
        using var client = new TcpClient(resolver.AddressFamily);
        await client.ConnectAsync(resolver, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync((byte[])[(byte)(question.Length >> 8), (byte)(question.Length & 0xFF), .. question], ct);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, ct);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, ct);
        return answer;
    }
}
