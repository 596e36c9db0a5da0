namespace Tandem.Core.Ledger;

/// <summary>One piece of what a person wrote in an entry; a group of its own, which can be erased.</summary>
public sealed record TextGroup(string Name, string Text);
