namespace Tandem.Workspace.Record;

/// <summary>The files in an export. Without the zip around them they are a log after c2sp.org/tlog-tiles.</summary>
internal static class ExportNames
{
    public const string Format = "tandem-export/1";
    public const string Manifest = "manifest.json";
    public const string Readme = "README.txt";
    public const string Schema = "entry.schema.json";
    public const string Entries = "entries.ndjson";
    public const string Checkpoint = "checkpoint";
    public const string Keys = "keys.json";
    public const string Attachments = "attachments.json";
    public const string Tiles = "tile/";

    private const string Earlier = "checkpoints/";

    public static string EarlierCheckpoint(long size) => FormattableString.Invariant($"{Earlier}{size}");

    public static bool IsEarlierCheckpoint(string name) => name.StartsWith(Earlier, StringComparison.Ordinal);
}
