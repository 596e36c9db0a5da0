namespace Tandem.Store.Upgrades;

/// <summary>A whole copy of a database. It holds what was erased in the database since.</summary>
/// <param name="Of">Which database: the file's name, or host, port and name on a server.</param>
/// <param name="IsKeptAside">Made by a rollback, of what it replaced.</param>
public sealed record Backup(string Path, string Of, string Schema, DateTimeOffset At, long Bytes, bool IsKeptAside);
