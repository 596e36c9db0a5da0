namespace Tandem.Store.Upgrades;

/// <summary>How a table differs from its backup: rows written or changed since, and rows that the backup brings
/// back.</summary>
public readonly record struct Loss(string Table, long Lost, long Returning);
