using Tandem.Store;

namespace Tandem.Cli;

/// <summary>Where a workspace lives on this machine, unless --data, --db or TANDEM_DATA say otherwise.</summary>
internal static class DataFolder
{
    public const string Variable = "TANDEM_DATA";

    /// <summary>As the platform has it: <c>~/.local/share/tandem</c>, <c>%LOCALAPPDATA%\tandem</c>.</summary>
    public static string Of(string? asked, string name = "") =>
        Path.GetFullPath(asked ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify), "tandem", name)));

    /// <summary>A PostgreSQL connection string wins over the folder's SQLite file.</summary>
    public static StoreOptions StoreOf(string folder, string? connection) =>
        connection is { Length: > 0 } ? new(connection) : StoreOptions.In(folder);
}
