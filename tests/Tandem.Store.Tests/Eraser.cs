using System.Diagnostics;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Store.Tests;

/// <summary>A process that erases a text and is killed when the erasure is committed, before the log is emptied.</summary>
internal static class Eraser
{
    public static async Task<int> RunAsync(string connectionString, string[] rest)
    {
        await using var store = await TandemStore.OpenAsync(new(connectionString), CancellationToken.None);
        await using var desk = new LedgerDesk(new Killing(store.Ledgers), TimeProvider.System);
        var line = Table.Line("r1", "redaction", "B", $$"""{"of":"{{rest[2]}}","groups":["what","note"],"ground":"gdpr-17"}""");
        _ = await desk.EnterAsync(new Viewer(new(Guid.Parse(rest[1]))), new(Guid.Parse(rest[0])), [line.For(Side.B)], CancellationToken.None);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private sealed class Killing(ILedgerStore store) : PassingLedgerStore(store)
    {
        public override Task ScrubAsync(CancellationToken ct)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill(); // SIGKILL
            return Task.CompletedTask;
        }
    }
}
