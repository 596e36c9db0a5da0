using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;

namespace Tandem.Web.Tables;

/// <summary>A form in front of somebody.</summary>
/// <param name="Key">Sent twice, it enters once.</param>
/// <param name="Agree">The entry in whose place this would stand, once both agree; <c>null</c> for a new one.</param>
/// <param name="Currencies">In which a worth may be said, hours aside.</param>
/// <param name="Choices">The entries that fit a field, by the field's name.</param>
/// <param name="Clock">As in <c>Europe/London, Mon–Fri 09:00–17:00</c>.</param>
/// <param name="Errors">By the field's name; <c>""</c> is the form.</param>
public sealed record FormView(
    TableHead Head, EntryForm Form, FormInput Input, string Key, EntryId? Agree, string? AgreeTitle, ImmutableArray<string> Currencies,
    IReadOnlyDictionary<string, ImmutableArray<(string Id, string Title)>> Choices, string Clock, ImmutableArray<(string Field, string Error)> Errors)
{
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field).Error;

    public bool NeedsDomain { get; init; }
}
