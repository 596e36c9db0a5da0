namespace Tandem.Workspace.People;

/// <summary>Somebody with an account, as they want to be met: what they are called, and how pages speak to them.</summary>
/// <param name="Language">One of <see cref="Text.Texts.Languages"/>.</param>
/// <param name="Zone">An IANA time zone; <c>null</c>: UTC.</param>
/// <param name="HasShortcuts">Whether single letters act (WCAG 2.1.4).</param>
public sealed record Person(AccountId Id, string Name, string Address, string Language, string? Zone, bool HasShortcuts);
