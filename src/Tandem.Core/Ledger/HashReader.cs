namespace Tandem.Core.Ledger;

/// <summary>Answers with the hash of a full subtree; what it does not have is a bug of who asked it.</summary>
public delegate Hash HashReader(Subtree subtree);
