using System.Collections.Immutable;

namespace Tandem.Workspace.Ports;

/// <summary>Hands letters on: to a mail server, or into a folder where whoever hosts finds them.</summary>
public interface IPostOffice
{
    /// <exception cref="IOException">The letter could not be handed on.</exception>
    Task PostAsync(Letter letter, CancellationToken ct);
}

/// <summary>A letter in plain text to one person.</summary>
/// <param name="To">One address.</param>
/// <param name="Language">Of the letter: its receiver's.</param>
/// <param name="Text">Paragraphs.</param>
/// <param name="Link">Stands on a line of its own after the text.</param>
public sealed record Letter(string To, string Language, string Subject, ImmutableArray<string> Text, Uri? Link = null)
{
    /// <summary>What stands below the link.</summary>
    public ImmutableArray<string> Closing { get; init; } = [];
}
