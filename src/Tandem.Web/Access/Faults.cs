namespace Tandem.Web.Access;

/// <summary>What is wrong with a form, field by field, in the order of the fields.</summary>
public sealed class Faults
{
    private readonly List<(string Field, string Text)> all = [];

    public static Faults None { get; } = new();

    public bool Any => all.Count > 0;

    public IReadOnlyList<(string Field, string Text)> All => all;

    public string? Of(string field) => all.FirstOrDefault(fault => fault.Field == field).Text;

    public Faults Add(string field, string text)
    {
        all.Add((field, text));
        return this;
    }

    public Faults AddIf(bool isWrong, string field, string text) => isWrong ? Add(field, text) : this;
}
