using System.Globalization;
using Tandem.Bench;

switch (args)
{
    case ["corpus", var folder, var messages, .. var form]:
        Corpus.Write(folder, int.Parse(messages, CultureInfo.InvariantCulture), form is [var named] ? named : "mbox");
        return 0;
    case ["scan", var path]:
        MailRate.Scan(path);
        return 0;
    case ["headers", var path]:
        MailRate.Headers(path);
        return 0;
    case ["store", .. var rest]:
        await EvidenceRate.RunAsync(rest);
        return 0;
    case ["merkle", .. var rest]:
        MerkleRate.Run(rest is [var leaves] ? int.Parse(leaves, CultureInfo.InvariantCulture) : 1 << 20);
        return 0;
    case ["ledger", "batch", .. var rest]:
        await LedgerRate.BatchAsync(rest is [var entries] ? int.Parse(entries, CultureInfo.InvariantCulture) : 100_000);
        return 0;
    case ["ledger", "lines", var count, var target]:
        LedgerLines.Write(int.Parse(count, CultureInfo.InvariantCulture), target);
        return 0;
    case ["ledger", "append", .. var rest]:
        await LedgerRate.AppendAsync(rest is [var connection] ? connection : null);
        return 0;
    case ["columns", "write", var folder, var rows, var relationships]:
        ColumnRate.Write(folder, int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(relationships, CultureInfo.InvariantCulture));
        return 0;
    case ["columns", "sum", var folder, var relationships, var repetitions]:
        ColumnRate.Sum(folder, int.Parse(relationships, CultureInfo.InvariantCulture), int.Parse(repetitions, CultureInfo.InvariantCulture));
        return 0;
    case ["measures", var size, var rounds]:
        MeasureRate.Run(int.Parse(size, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["nightly", "fill", var many, var to, .. var rest]:
        await NightlyRate.FillAsync(int.Parse(many, CultureInfo.InvariantCulture), to, rest is [var server] ? server : null);
        return 0;
    case ["nightly", var what, var of, .. var rest]:
        await NightlyRate.RunAsync(what, of, rest is [var database] ? database : null);
        return 0;
    case ["web", "fill", var many, var lines, var into]:
        await WebRate.FillAsync(int.Parse(many, CultureInfo.InvariantCulture), int.Parse(lines, CultureInfo.InvariantCulture), into);
        return 0;
    case ["web", "load", var at, var tandem, var floor]:
        await WebRate.LoadAsync(at, tandem, floor);
        return 0;
    default:
        Console.Error.WriteLine("corpus DIR MESSAGES [mbox|maildir] | scan FILE | headers FILE | store [MESSAGES] [CONNECTION] | merkle [LEAVES] | ledger batch [ENTRIES] | ledger lines ENTRIES FILE | ledger append [CONNECTION] | measures ENTRIES ROUNDS | nightly fill RELATIONSHIPS DIR [CONNECTION] | nightly scan|read|pass|advice DIR [CONNECTION] | web fill RELATIONSHIPS ENTRIES DIR | web load DIR TANDEM FLOOR | columns write DIR ENTRIES RELATIONSHIPS | columns sum DIR RELATIONSHIPS REPETITIONS");
        return 2;
}
