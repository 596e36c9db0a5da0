namespace Tandem.Cli.Commands;

/// <summary>What was said with <c>--as</c>.</summary>
/// <param name="Word"><c>null</c>: nothing.</param>
/// <param name="MayBeSide">The command takes a side too, where there are no members.</param>
internal readonly record struct Spoken(string? Word, bool MayBeSide);
