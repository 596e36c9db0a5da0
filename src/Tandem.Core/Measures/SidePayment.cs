namespace Tandem.Core.Measures;

/// <summary>
/// What B can pay A, so that the best option is no worse for either than the chosen one; below zero A pays B.
/// </summary>
/// <param name="Least">Below this A is better off with the chosen option.</param>
/// <param name="Most">Above this B is better off with the chosen option.</param>
/// <param name="Split">The equal split of what is gained (Nash 1950).</param>
public readonly record struct SidePayment(double Least, double Most, double Split);
