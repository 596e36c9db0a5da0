namespace Tandem.Samples;

/// <summary>A kind of exchange that comes again and again, with several wordings of each step.</summary>
internal sealed record Scene(string Name, string Language, IReadOnlyDictionary<string, string> Keys, ILookup<string,
    string> Blocks)
{
    public Group From => GroupOf(Keys["from"]);

    public Group To => From == Group.Third ? Group.Us : Keys.ContainsKey("third") && !IsOnList ? Group.Third : IsInside
        ? Group.Us
        : From == Group.Us ? Group.Them : Group.Us;

    public bool IsOnList => Keys.ContainsKey("list");

    public bool IsInside => Keys.ContainsKey("inside");

    public bool IsBetweenTheTwo => !IsOnList && !IsInside && From != Group.Third && To != Group.Third;

    public IReadOnlyList<string> Subjects => Keys["subject"].Split('\n');

    public IReadOnlyList<string> Asks => [.. Blocks["ask"]];

    public string[] RolesOf(Group group) =>
        Keys[group switch { Group.Us => "us", Group.Them => "them", _ => "third" }].Split(' ');

    /// <summary>Whether it can begin in a month of the story, counted from 0, that is a month of the
    /// calendar.</summary>
    public bool Suits(int month, int ofCalendar)
    {
        if (Keys.TryGetValue("calendar", out var months) && !months.Split(' ').Contains($"{ofCalendar}"))
        {
            return false;
        }

        return !Keys.TryGetValue("months", out var range) || range.Split('-') is not [var first, var last]
            || (month >= int.Parse(first, null) && month <= int.Parse(last, null));
    }

    private static Group GroupOf(string word) => word switch
    {
        "us" => Group.Us,
        "them" => Group.Them,
        "third" => Group.Third,
        _ => throw new InvalidDataException($"'{word}' is no group."),
    };
}
