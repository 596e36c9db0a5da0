namespace Tandem.Core.Vocabulary;

/// <summary>
/// What something is worth as it was said: an amount of a currency (ISO 4217 letters), or hours. The yardstick of the charter
/// makes one figure of both. <c>default</c> is no hours.
/// </summary>
/// <param name="Currency"><c>null</c>: the amount is hours.</param>
public readonly record struct Worth(decimal Amount, string? Currency);
