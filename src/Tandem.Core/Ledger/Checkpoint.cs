using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tandem.Core.Ledger;

/// <summary>
/// What a log says of itself: which log, how many leaves, which root (c2sp.org/tlog-checkpoint). Extension lines are
/// kept and mean nothing.
/// </summary>
public sealed record Checkpoint
{
    private const int FixedLines = 3;

    public Checkpoint(string origin, long size, Hash root, ImmutableArray<string> extensions = default)
    {
        extensions = extensions.IsDefault ? [] : extensions;
        if (size < 0 || !NoteText.IsLine(origin) || !extensions.All(line => NoteText.IsLine(line)))
        {
            throw new ArgumentException("A checkpoint has a size from 0 up, and lines that are not empty.");
        }

        (Origin, Size, Root, Extensions) = (origin, size, root, extensions);
    }

    public string Origin { get; }

    /// <summary>The number of leaves.</summary>
    public long Size { get; }

    public Hash Root { get; }

    public ImmutableArray<string> Extensions { get; }

    /// <summary>The text of a note, its last newline included.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, out FormatProblem problem)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        var (size, root) = (0L, default(Hash));
        problem = !NoteText.IsLine(lines[0]) ? new(FormatError.Origin, 1)
            : lines.Length < 2 || !StrictDecimal.TryParse(lines[1], out size) ? new(FormatError.Size, 2)
            : lines.Length <= FixedLines || !Hash.TryParseBase64(lines[2], out root) ? new(FormatError.RootHash, 3)
            : WrongExtension(lines);
        if (problem != default)
        {
            return false;
        }

        checkpoint = new(lines[0], size, root, [.. lines[FixedLines..^1]]);
        return true;
    }

    public bool Equals(Checkpoint? other) => other is not null
        && (Origin, Size, Root) == (other.Origin, other.Size, other.Root)
        && Extensions.SequenceEqual(other.Extensions);

    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root);

    /// <summary>The text of the note that says it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Origin).Append('\n').Append(StrictDecimal.Text(Size)).Append('\n')
            .Append(Root.ToBase64()).Append('\n');
        foreach (var line in Extensions)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What follows the root is lines that are not empty, each with its newline.</summary>
    private static FormatProblem WrongExtension(string[] lines)
    {
        var wrong = Array.FindIndex(lines, FixedLines, lines.Length - FixedLines - 1, line => !NoteText.IsLine(line));
        return wrong >= 0 ? new(FormatError.EmptyLine, wrong + 1)
            : lines[^1].Length > 0 ? new(FormatError.NoSignatures, lines.Length) : default;
    }
}
