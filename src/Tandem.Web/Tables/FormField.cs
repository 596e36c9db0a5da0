using System.Collections.Immutable;

namespace Tandem.Web.Tables;

/// <summary>What can be put into a field.</summary>
public enum FieldType
{
    Side,
    Worth,

    /// <summary>An amount that may also be a loss.</summary>
    Change,

    Day,
    Word,

    /// <summary>An entry that stands, chosen from those that fit.</summary>
    Entry,

    Percent,
    Flag,
    Code,
    Text,
}

/// <summary>One field of a form.</summary>
/// <param name="Name">Of the member of the body, or of the text group.</param>
/// <param name="Label">The key of its label.</param>
/// <param name="Words">The words of a choice with the keys of their labels.</param>
/// <param name="Eligible">Which entries fit.</param>
public sealed record FormField(
    string Name, FieldType Type, string Label, bool IsOptional = false, ImmutableArray<(string Word, string Label)> Words = default,
    Eligible Eligible = Eligible.None)
{
    public bool IsText => Type == FieldType.Text;
}

/// <summary>Which entries a field may name.</summary>
public enum Eligible
{
    None,
    OpenCommitments,
    Commitments,
    Wrongs,
    Requests,
    Benefits,
    Risks,
}
