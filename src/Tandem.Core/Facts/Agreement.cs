using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A body that replaces that of another entry, once both sides have confirmed it.</summary>
/// <param name="MayName">Every word of the new body that could be the id of an entry: which ones are is not known from the line alone.</param>
/// <param name="Said">What the other entry says then; <c>null</c> until its kind is known.</param>
public sealed record Agreement(EntryId Of, ImmutableArray<EntryId> MayName, Fact? Said = null) : Fact
{
    public override string Kind => "agreement";

    public override ImmutableArray<EntryId> References => [Of];

    public override ImmutableArray<Worth> Worths => Said?.Worths ?? [];

    /// <summary>The same agreement, its body read as what it replaces.</summary>
    /// <param name="body">The agreement's whole body.</param>
    /// <returns><c>null</c>, with the member that breaks its rule, if the new body is none of that kind.</returns>
    public Agreement? As(string kind, ReadOnlyMemory<byte> body, out (string Member, string? Found) problem)
    {
        using var document = JsonDocument.Parse(body);
        var said = Kinds.Read(kind, document.RootElement.GetProperty("body"), "body.body", out problem);
        return said is null ? null : this with { Said = said };
    }

    internal static Agreement Read(Body body) => new(
        body.Reference("of"), [.. body.Members("body", (inner, name) => inner.WordOrNull(name)).Values.OfType<string>()
            .Where(EntryId.IsOne).Distinct().Select(id => new EntryId(id))]);
}
