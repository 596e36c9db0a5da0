using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Web.Access;
using Tandem.Web.Outside;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Access;

/// <summary>Letters and names, as they leave and enter this machine.</summary>
public sealed class OutsideTests
{
    private static readonly Letter Confirm = Letters.Confirm("mara.ellison@aldermere.example", "fr", new("https://tandem.aldermere.example/confirm?account=1&token=a%2Fb"));

    [Fact]
    public async Task A_letter_in_the_outbox_is_a_file_that_mail_programs_open()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-outbox-");
        try
        {
            var outbox = Path.Combine(folder.FullName, "outbox");

            await new PickupPost(outbox, "tandem@aldermere.example").PostAsync(Confirm, Ct);

            var file = Directory.GetFiles(outbox).ShouldHaveSingleItem();
            file.ShouldEndWith(".eml");
            var (head, body) = Split(await File.ReadAllTextAsync(file, Ct));
            head.ShouldContain("mara.ellison@aldermere.example");
            head.ShouldContain("Content-Language: fr");
            head.ShouldContain("Auto-Submitted: auto-generated");
            body.ShouldContain("\r\n\r\nhttps://tandem.aldermere.example/confirm?account=1&token=a%2Fb\r\n\r\n");
            body.ShouldContain("Si ce n’était pas vous");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_mail_server_gets_the_letter()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var taken = TakeAsync(server);

        await new SmtpPost(new("127.0.0.1", ((IPEndPoint)server.LocalEndpoint).Port, false, null, null), "tandem@aldermere.example").PostAsync(Confirm, Ct);

        var talk = await taken;
        talk.ShouldContain("RCPT TO:<mara.ellison@aldermere.example>");
        talk.ShouldContain("Content-Language: fr");
    }

    [Fact]
    public async Task A_mail_server_that_says_nothing_is_a_letter_not_sent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await Should.ThrowAsync<IOException>(() => PostOfSilence(silent).PostAsync(Confirm, Ct));
    }

    [Fact]
    public async Task A_mail_server_that_says_nothing_stops_no_server()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var post = new Forwarding(PostOfSilence(silent));
        await using var site = await Site.OpenEmptyAsync(with: services => services.AddSingleton<IPostOffice>(post));
        var desk = site.Services.GetRequiredService<FrontDesk>();

        desk.Post(Confirm);
        desk.Post(Confirm);

        await post.Twice.WaitAsync(TimeSpan.FromSeconds(20), Ct); // the second is only tried where the first stopped nothing
        site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task The_texts_of_a_name_are_asked_of_the_next_resolver_when_one_lies()
    {
        using var liar = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var resolver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var lookup = new TxtLookup([(IPEndPoint)liar.Client.LocalEndPoint!, (IPEndPoint)resolver.Client.LocalEndPoint!]);
        var lied = AnswerAsync(liar, (question, _) => [(byte)(question[0] ^ 0xFF), .. question[1..]]);
        var told = AnswerAsync(resolver, (question, name) =>
        [
            .. question[..2], 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0, .. question[12..],
            0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 6, 5, .. "other"u8,
            0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 9, 3, .. "tan"u8, 4, .. "dem!"u8,
        ]);

        var texts = await lookup.TextsAsync("_tandem.aldermere.example", Ct);

        texts.ShouldBe(["other", "tandem!"]);
        (await lied, await told).ShouldBe(("_tandem.aldermere.example", "_tandem.aldermere.example"));
    }

    [Fact]
    public async Task A_name_that_is_not_there_says_nothing()
    {
        using var resolver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var lookup = new TxtLookup([(IPEndPoint)resolver.Client.LocalEndPoint!]);
        _ = AnswerAsync(resolver, (question, _) => [.. question[..2], 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0, .. question[12..]]);

        (await lookup.TextsAsync("_tandem.aldermere.example", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_again_over_a_stream()
    {
        using var stream = new TcpListener(IPAddress.Loopback, 0);
        stream.Start();
        using var resolver = new UdpClient((IPEndPoint)stream.LocalEndpoint);
        var lookup = new TxtLookup([(IPEndPoint)stream.LocalEndpoint]);
        _ = AnswerAsync(resolver, (question, _) => [.. question[..2], 0x83, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, .. question[12..]]);
        var long255 = new string('x', 255);
        var told = Task.Run(async () =>
        {
            using var client = await stream.AcceptTcpClientAsync(Ct);
            var bytes = new byte[512];
            var read = await client.GetStream().ReadAtLeastAsync(bytes, 14, cancellationToken: Ct);
            var question = bytes[2..read];
            byte[] answer =
            [
                .. question[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. question[12..], 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 1, 0, 255,
                .. Encoding.ASCII.GetBytes(long255),
            ];
            var length = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
            await client.GetStream().WriteAsync((byte[])[.. length, .. answer], Ct);
        }, Ct);

        (await lookup.TextsAsync("a.example", Ct)).ShouldBe([long255]);
        await told;
    }

    [Fact]
    public async Task Silence_of_every_resolver_is_told_apart_from_nothing_to_say()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        await Should.ThrowAsync<IOException>(() => new TxtLookup([(IPEndPoint)silent.Client.LocalEndPoint!]).TextsAsync("a.example", Ct));
    }

    private static SmtpPost PostOfSilence(TcpListener silent) => new(
        new("127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, false, null, null), "tandem@aldermere.example", TimeSpan.FromSeconds(0.2));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (string Head, string Body) Split(string file)
    {
        var at = file.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (file[..at], Encoding.UTF8.GetString(Convert.FromBase64String(file[at..].ReplaceLineEndings("").Trim())));
    }

    private static async Task<string> AnswerAsync(UdpClient resolver, Func<byte[], string, byte[]> answer)
    {
        var asked = await resolver.ReceiveAsync(Ct);
        var labels = new List<string>();
        for (var at = 12; asked.Buffer[at] != 0; at += asked.Buffer[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(asked.Buffer, at + 1, asked.Buffer[at]));
        }

        var name = string.Join('.', labels);
        await resolver.SendAsync(answer(asked.Buffer, name), asked.RemoteEndPoint, Ct);
        return name;
    }

    /// <summary>A mail server that takes everything, and what it was told.</summary>
    private static async Task<string> TakeAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(Ct);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        var told = new StringBuilder();
        await writer.WriteLineAsync("220 here");
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            told.AppendLine(line);
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync(Ct) is { } data && data != ".")
                {
                    told.AppendLine(data);
                }
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }
        }

        return told.ToString();
    }

    /// <summary>A post office that tells when it was asked a second time.</summary>
    private sealed class Forwarding(IPostOffice post) : IPostOffice
    {
        private readonly TaskCompletionSource twice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int asked;

        public Task Twice => twice.Task;

        public Task PostAsync(Letter letter, CancellationToken ct)
        {
            if (Interlocked.Increment(ref asked) == 2)
            {
                twice.SetResult();
            }

            return post.PostAsync(letter, ct);
        }
    }
}
