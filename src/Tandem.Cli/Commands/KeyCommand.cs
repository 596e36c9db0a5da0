using System.CommandLine;
using Tandem.Core.Ledger;
using Tandem.Store;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem key list | rotate</c>.</summary>
internal static class KeyCommand
{
    public static Command Of(Texts help, TimeProvider time) => new("key", help["key.description"])
    {
        List(help, time),
        Rotate(help, time),
    };

    private static Command List(Texts help, TimeProvider time)
    {
        var place = new Place(help);
        var command = new Command("list", help["keyList.description"]);
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            foreach (var key in await store.Ledgers.HostKeysAsync(time.GetUtcNow(), ct))
            {
                var made = texts.Say("key.made", key.MadeAt.ToString("d MMM yyyy", texts.Culture));
                Console.WriteLine($"{IdOf(key)}  {made}  {Convert.ToBase64String(key.PublicKey.Span)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Rotate(Texts help, TimeProvider time)
    {
        var place = new Place(help);
        var command = new Command("rotate", help["keyRotate.description"]);
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var texts = place.TextsOf(line);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            var keys = await store.Ledgers.HostKeysAsync(time.GetUtcNow(), ct);
            var made = HostSigner.Make(keys[^1], time.GetUtcNow());
            if (!await store.Ledgers.AddHostKeyAsync(made, ct))
            {
                Console.Error.WriteLine(texts["key.busy"]);
                return ExitCode.Failed;
            }

            Console.WriteLine(texts.Say("key.rotated", IdOf(made), IdOf(keys[^1])));
            return ExitCode.Done;
        });
        return command;
    }

    private static string IdOf(HostKey key) => NoteKey.IdText(HostSigner.KeysOf(default, [key])[0].Id);
}
