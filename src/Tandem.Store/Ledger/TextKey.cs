using Tandem.Core.Vocabulary;

namespace Tandem.Store.Ledger;

/// <summary>A key of one person of one side; its number is the sequence of the first text it locked.</summary>
internal sealed record TextKey(Side Side, string Author, long Number, byte[] Key);
