namespace Tandem.Workspace.Record;

/// <summary>Other processes wrote to the ledger every time it was tried. Nothing was written; try again.</summary>
public sealed class LedgerBusyException() : IOException("Others are writing to this ledger; nothing was written. Try again.");
